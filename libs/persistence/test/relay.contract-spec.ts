import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '@parley/testing';
import { noted, openLedger, type LedgerHarness, type Replica } from './ledger.harness.js';

describe('outbox relay', () => {
  let ledger: LedgerHarness;
  let leader: Replica;

  beforeEach(async () => {
    ledger = await openLedger();
    leader = await ledger.startReplica();
    await note(leader, 0);
    await ledger.bus.event(noted, ({ n }) => n === 0);
  });

  afterEach(() => ledger.close());

  const note = (on: Replica, ...ns: readonly number[]): Promise<void> =>
    on.transactions.run(async (tx) => {
      for (const n of ns) await on.outbox.add(tx, noted, { n }, null);
    });
  const published = (): readonly number[] => ledger.bus.eventsOf(noted).map(({ payload }) => payload.n);
  const waiting = () => ledger.database.query('SELECT 1 FROM outbox WHERE published_at IS NULL');

  it('sends the events of a moment in one message, each with an id and a place of its own in the outbox', async () => {
    const publish = jest.spyOn(leader.eventStream, 'publish');
    const ns = Array.from({ length: 60 }, (_, n) => n + 1);
    await note(leader, ...ns);
    await eventually(async () => expect(await waiting()).toHaveLength(0), 5_000);
    await ledger.bus.settled();
    expect(published()).toEqual([0, ...ns]);
    expect(new Set(ledger.bus.eventsOf(noted).map(({ id }) => id)).size).toBe(61);
    expect(publish).toHaveBeenCalledTimes(1);
    const places = await ledger.database.query<{ place: number; count: number }>(
      'SELECT stream_sequence::int AS place, count(*)::int AS count FROM outbox GROUP BY 1 ORDER BY 1',
    );
    expect(places).toEqual([
      { place: 1, count: 1 },
      { place: 2, count: 60 },
    ]);
  });

  it('does not turn more often than it rests, however often it is woken', async () => {
    const publish = jest.spyOn(leader.eventStream, 'publish');
    const start = Date.now();
    for (let n = 1; n <= 100; n++) await note(leader, n);
    await ledger.bus.event(noted, ({ n }) => n === 100);
    expect(published()).toEqual(Array.from({ length: 101 }, (_, n) => n));
    expect(publish.mock.calls.length).toBeLessThanOrEqual(1 + Math.ceil((Date.now() - start) / 50));
  });

  it('gives the lead away when it fails, so that another replica goes on', async () => {
    const other = await ledger.startReplica();
    jest.spyOn(leader.eventStream, 'publish').mockRejectedValue(new Error('the stream is out of reach from here'));
    await note(leader, 1);
    await ledger.bus.event(noted, ({ n }) => n === 1);
    await note(other, 2);
    await ledger.bus.event(noted, ({ n }) => n === 2);
    expect(published()).toEqual([0, 1, 2]);
  });

  it('asks for the lead once a second while another replica has it, woken or not', async () => {
    const follower = await ledger.startReplica();
    const turns = jest.spyOn(follower.database.source, 'createQueryRunner');
    const start = Date.now();
    await note(follower, 1, 2, 3);
    await ledger.bus.event(noted, ({ n }) => n === 3);
    // One runner is the transaction's own.
    expect(turns.mock.calls.length).toBeLessThanOrEqual(3 + Math.ceil((Date.now() - start) / 1_000));
  });

  it('parks what no message can hold, and goes on with what comes after it', async () => {
    await leader.transactions.run(async (tx) => {
      await leader.outbox.add(tx, noted, { n: 1, big: 'x'.repeat(3 * 1024 ** 2) } as { readonly n: number }, null);
      await leader.outbox.add(tx, noted, { n: 2 }, null);
    });
    await ledger.bus.event(noted, ({ n }) => n === 2);
    expect(published()).toEqual([0, 2]);
    expect(await waiting()).toEqual([]);
    const parked = await ledger.database.query(`SELECT consumer, subject, body::json->'payload'->>'n' AS n FROM parked_event`);
    expect(parked).toEqual([{ consumer: 'relay', subject: noted.subject, n: '1' }]);
  });

  it('keeps the order of a subject when a message of it fails', async () => {
    const big = 'x'.repeat(200_000);
    const send = leader.eventStream.publish.bind(leader.eventStream);
    const publish = jest.spyOn(leader.eventStream, 'publish');
    publish.mockImplementationOnce(async () => {
      throw new Error('no answer');
    });
    publish.mockImplementation(send);
    await leader.transactions.run(async (tx) => {
      for (const n of [1, 2, 3]) await leader.outbox.add(tx, noted, { n, big } as { readonly n: number }, null);
    });
    await ledger.bus.event(noted, ({ n }) => n === 3);
    expect(published()).toEqual([0, 1, 2, 3]);
    expect(publish.mock.calls.length).toBe(4);
  });
});
