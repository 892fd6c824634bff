import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { liveEvents } from '@parley/contracts';
import { eventually, testInfra } from '@parley/testing';
import { connect } from '@nats-io/transport-node';
import { jetstreamManager } from '@nats-io/jetstream';
import { noted, openLedger, type LedgerHarness, type Replica } from './ledger.harness.js';

describe('outbox', () => {
  let ledger: LedgerHarness;
  let replica: Replica;

  beforeAll(async () => {
    ledger = await openLedger();
    replica = await ledger.startReplica();
  });

  afterAll(() => ledger.close());

  const note = (on: Replica, n: number): Promise<void> => on.transactions.run((tx) => on.outbox.add(tx, noted, { n }, null));
  const waiting = () => ledger.database.query('SELECT 1 FROM outbox WHERE published_at IS NULL');

  it('publishes an event after its commit: durably, and live', async () => {
    await note(replica, 1);
    const event = await ledger.bus.event(noted, ({ n }) => n === 1);
    expect(event).toMatchObject({ subject: noted.subject, origin: null, payload: { n: 1 } });
    await ledger.bus.signal(liveEvents, (events) => events.some(({ id }) => id === event.id));
    await eventually(async () => expect(await waiting()).toHaveLength(0), 5_000);
  });

  it('publishes nothing of a transaction that fails', async () => {
    const failing = replica.transactions.run(async (tx) => {
      await replica.outbox.add(tx, noted, { n: 666 }, null);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await note(replica, 2);
    await ledger.bus.event(noted, ({ n }) => n === 2);
    expect(ledger.bus.eventsOf(noted).map(({ payload }) => payload.n)).not.toContain(666);
  });

  it('publishes an event that says what no text of Postgres holds, and what comes behind it', async () => {
    const said = { n: 3, text: 'half \ud83d, none \u0000, a letter \\u0000' };
    await replica.transactions.run((tx) => replica.outbox.add(tx, noted, said, null));
    await note(replica, 4);
    const { payload } = await ledger.bus.event(noted, ({ n }) => n === 3);
    expect(payload).toEqual({ n: 3, text: 'half \ufffd, none , a letter \\u0000' });
    await ledger.bus.event(noted, ({ n }) => n === 4);
  });

  it('publishes every event once and in order with two replicas, and goes on when the leading one ends', async () => {
    const second = await ledger.startReplica();
    for (let n = 100; n < 150; n++) await note(n % 2 === 0 ? replica : second, n);
    await ledger.bus.event(noted, ({ n }) => n === 149);
    await replica.close();
    await note(second, 150);
    await ledger.bus.event(noted, ({ n }) => n === 150);
    const published = ledger.bus.eventsOf(noted).map(({ payload }) => payload.n);
    expect(published.filter((n) => n >= 100)).toEqual(Array.from({ length: 51 }, (_, k) => 100 + k));
    replica = second;
  });

  it('publishes again what a lost stream took with it', async () => {
    const connection = await connect({ servers: testInfra().natsUrl.replace('nats://', '') });
    const manager = await jetstreamManager(connection);
    const name = `${ledger.bus.options.prefix.replaceAll('.', '_')}events_ledger`;
    await eventually(async () => expect(await waiting()).toHaveLength(0), 5_000);
    await manager.streams.delete(name);
    const kept = await ledger.database.query<{ id: string }>('SELECT id FROM outbox ORDER BY position');
    const heard = ledger.bus.eventsOf(noted).length;
    await replica.close();
    replica = await ledger.startReplica();
    await eventually(() => expect(ledger.bus.eventsOf(noted).slice(heard)).toMatchObject(kept), 10_000);
    await connection.close();
  });
});

describe('a service', () => {
  it('ends when it is told to, however soon after its start', async () => {
    const ledger = await openLedger();
    for (let n = 0; n < 10; n++) await (await ledger.startReplica()).close();
    await ledger.close();
  });
});

describe('a transaction', () => {
  it('answers the rows of UPDATE … RETURNING like those of any query, and refuses text that cannot be stored', async () => {
    const ledger = await openLedger();
    const { transactions } = await ledger.startReplica();
    await transactions.run(async (tx) => {
      await tx.query(`INSERT INTO inbox (consumer, event_id) VALUES ('a', gen_random_uuid())`);
      expect(await tx.query(`UPDATE inbox SET consumer = 'b' RETURNING consumer`)).toEqual([{ consumer: 'b' }]);
      expect(await tx.query(`DELETE FROM inbox RETURNING consumer`)).toEqual([{ consumer: 'b' }]);
    });
    const unstorable = transactions.run((tx) => tx.query('SELECT $1::text', ['a\u0000b']));
    await expect(unstorable).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await ledger.close();
  });
});

describe('inbox', () => {
  it('runs a consumer once per event, and not at all when its effect fails', async () => {
    const ledger = await openLedger();
    const replica = await ledger.startReplica();
    const event = { id: '00000000-0000-4000-a7c1-e55000000001', subject: noted.subject, occurredAt: '', origin: null, payload: { n: 1 } };
    let runs = 0;
    const handle = (): Promise<void> =>
      replica.inbox.once('counter', event, async () => {
        runs += 1;
        if (runs === 1) throw new Error('first try fails');
      });
    await expect(handle()).rejects.toThrow('first try fails');
    await Promise.all([handle(), handle(), handle()]);
    expect(runs).toBe(2);
    expect(await ledger.database.query('SELECT consumer FROM inbox')).toEqual([{ consumer: 'counter' }]);
    await ledger.close();
  });
});
