import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Controller } from '@nestjs/common';
import { newId, type EventEnvelope } from '@parley/contracts';
import { OnEvent, OnEvents } from '@parley/transport';
import { eventually, testInfra } from '@parley/testing';
import { noted, openLedger, type LedgerHarness } from './ledger.harness.js';

type Noted = EventEnvelope<{ readonly n: number }>;

const heard = { one: [] as number[], many: [] as number[] };

@Controller()
class NoteEvents {
  @OnEvent(noted, 'one')
  async one({ payload: { n } }: Noted): Promise<void> {
    heard.one.push(n);
  }

  @OnEvents(noted, 'many')
  async many(events: readonly Noted[]): Promise<void> {
    heard.many.push(...events.map(({ payload: { n } }) => n));
  }
}

const event = (n: number): Noted => ({ id: newId(), subject: noted.subject, occurredAt: new Date().toISOString(), origin: null, payload: { n } });

/** What no relay would send, as it stands in the stream. */
const poisons: readonly (readonly [string, string])[] = [
  ['no JSON', '{"id":'],
  ['no JSON, with a NUL', 'a\0b'],
  ['no event', '[7]'],
  ['nothing', 'null'],
  ['an event without a payload', JSON.stringify([{ ...event(1), payload: null }])],
  ['an event of another version', JSON.stringify([{ ...event(1), subject: 'ledger.note.noted.v9' }])],
  ['an id that is none', JSON.stringify([{ ...event(1), id: 'x' }])],
  ['a megabyte that is none', JSON.stringify(['x'.repeat(1_000_000)])],
];

describe('what is no event of a subject', () => {
  let ledger: LedgerHarness;
  beforeAll(async () => {
    ledger = await openLedger(NoteEvents);
    await ledger.startReplica();
  });
  afterAll(() => ledger.close());

  it.each(poisons)('%s: is parked at once with the reason, and those after it go on', async (_what, body) => {
    for (const list of Object.values(heard)) list.length = 0;
    await ledger.database.query('DELETE FROM parked_event');
    const connection = await connect({ servers: testInfra().natsUrl.replace('nats://', '') });
    await jetstream(connection).publish(`${ledger.bus.options.prefix}event.${noted.subject}`, body);
    await connection.close();
    await ledger.bus.publish(noted, event(1), event(2));
    const soon = performance.now();
    await eventually(() => expect(heard).toEqual({ one: [1, 2], many: [1, 2] }), 5_000);
    // The first of the waits between tries alone would not fit in here with the others.
    expect(performance.now() - soon).toBeLessThan(4_000);
    const parked = await ledger.database.query('SELECT consumer, attempts, reason FROM parked_event ORDER BY consumer');
    const reason = `not an event of ${noted.subject}`;
    expect(parked).toEqual([
      { consumer: 'many', attempts: 0, reason },
      { consumer: 'one', attempts: 0, reason },
    ]);
  });
});
