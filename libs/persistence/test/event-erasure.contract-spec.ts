import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, defineEvent, newId, type UserId } from '@parley/contracts';
import { eventually, testInfra } from '@parley/testing';
import { envelopeOf } from '../src/index.js';
import { openLedger, type LedgerHarness, type Replica } from './ledger.harness.js';

const told = defineEvent<{ readonly userId: UserId; readonly name: string }>('ledger.person.told.v1');

describe('a deleted user in the events of a service (C80)', () => {
  let ledger: LedgerHarness;
  let replica: Replica;
  beforeAll(async () => {
    ledger = await openLedger();
    replica = await ledger.startReplica();
  });
  afterAll(() => ledger.close());

  const tell = (userId: UserId, name: string): Promise<void> =>
    replica.transactions.run((tx) => replica.outbox.add(tx, told, { userId, name }, null));
  const rowsNaming = (word: string) => ledger.database.query('SELECT 1 FROM outbox WHERE position($1 IN envelope::text) > 0', [word]);
  const tellDeleted = (userId: UserId) => ledger.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId, sealedAddresses: '' }, null));

  /** Everything the stream of the ledger still holds. */
  const streamed = async (): Promise<string> => {
    const connection = await connect({ servers: testInfra().natsUrl.replace(/^nats:\/\//, '') });
    const manager = await jetstreamManager(connection);
    const stream = `${ledger.bus.options.prefix.replaceAll('.', '_')}events_ledger`;
    const { state } = await manager.streams.info(stream);
    const texts: string[] = [];
    for (let seq = state.first_seq; seq <= state.last_seq; seq++) {
      const message = await manager.streams.getMessage(stream, { seq }).catch(() => null);
      if (message !== null) texts.push(message.string());
    }
    await connection.close();
    return texts.join('\n');
  };

  it('are gone from outbox, stream and parking lot; those about others, and what is said later, stay', async () => {
    const [gone, other] = [newId<'user'>(), newId<'user'>()];
    // One transaction, so that they travel together.
    await replica.transactions.run(async (tx) => {
      for (const [userId, name] of [
        [other, 'Ben before'],
        [gone, 'Ada before'],
        [other, 'Ben again'],
      ] as const)
        await replica.outbox.add(tx, told, { userId, name }, null);
    });
    await ledger.database.query(`INSERT INTO parked_event (consumer, subject, body, reason, attempts) VALUES ('c', 's', $1, 'r', 5)`, [
      JSON.stringify({ payload: { userId: gone } }),
    ]);
    await ledger.bus.event(told, ({ name }) => name === 'Ben again');
    expect(await streamed()).toContain('Ada before');
    await tellDeleted(gone);
    await eventually(async () => expect(await rowsNaming(gone)).toEqual([]), 5_000);
    await tell(gone, 'Deleted user');
    await ledger.bus.event(told, ({ name }) => name === 'Deleted user');
    await tellDeleted(newId<'user'>());

    await eventually(async () => {
      const left = await streamed();
      expect(['Ada before', 'Ben before', 'Ben again', 'Deleted user'].map((name) => left.includes(name))).toEqual([false, true, true, true]);
    }, 5_000);
    expect([await rowsNaming('Ada before'), (await rowsNaming('Ben before')).length, (await rowsNaming('Deleted user')).length]).toEqual([[], 1, 1]);
    expect(await ledger.database.query('SELECT 1 FROM parked_event')).toEqual([]);
  });

  it('are found by an address however its capitals are lowered', async () => {
    const [addresses, stays] = [['İda@example.org', 'ΝΙΚΟΣ@example.org'], 'Eda@example.org'];
    for (const address of [...addresses, stays]) await tell(newId(), address);
    await ledger.database.query(`INSERT INTO parked_event (consumer, subject, body, reason, attempts) VALUES ('d', 's', $1, 'r', 5)`, [
      JSON.stringify({ payload: addresses }),
    ]);
    await ledger.bus.event(told, ({ name }) => name === stays);
    await replica.erasure.execute(addresses, new Date(Date.now() + 1_000).toISOString());
    for (const address of addresses) expect(await rowsNaming(address)).toEqual([]);
    expect(await rowsNaming(stays)).toHaveLength(1);
    expect(await ledger.database.query('SELECT 1 FROM parked_event')).toEqual([]);
  });

  it('a repeat changes nothing, also when the stream has lost its messages', async () => {
    const gone = newId<'user'>();
    await tell(gone, 'Eve before');
    await ledger.bus.event(told, ({ name }) => name === 'Eve before');
    await eventually(async () => {
      const rows = await ledger.database.query(
        `UPDATE outbox SET stream_sequence = 999999 WHERE position($1 IN envelope::text) > 0 AND published_at IS NOT NULL RETURNING 1`,
        [gone],
      );
      expect(rows).toHaveLength(1);
    }, 5_000);
    for (let time = 0; time < 2; time++) await tellDeleted(gone);
    await eventually(async () => expect(await rowsNaming(gone)).toEqual([]), 5_000);
    expect(await ledger.database.query('SELECT 1 FROM parked_event')).toEqual([]);
  });
});
