import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Controller } from '@nestjs/common';
import { AppError, newId, type EventEnvelope } from '@parley/contracts';
import { Inbox } from '@parley/persistence';
import { OnEvent, OnEvents } from '@parley/transport';
import { eventually, testInfra } from '@parley/testing';
import { noted, openLedger, type LedgerHarness } from './ledger.harness.js';

type Noted = EventEnvelope<{ readonly n: number }>;

/** What the consumers were given, and which events they fail on (how often). */
const seen = { singly: [] as number[], together: [] as number[][], counted: [] as number[] };
const failures = new Map<number, number>();
let reason: Error;

const failIfTold = (n: number): void => {
  const left = failures.get(n) ?? 0;
  failures.set(n, left - 1);
  if (left > 0) throw reason;
};

@Controller()
class NoteEvents {
  constructor(private readonly inbox: Inbox) {}

  @OnEvent(noted, 'one')
  async one({ payload: { n } }: Noted): Promise<void> {
    failIfTold(n);
    seen.singly.push(n);
  }

  @OnEvents(noted, 'many')
  async many(events: readonly Noted[]): Promise<void> {
    seen.together.push(events.map(({ payload }) => payload.n));
    for (const event of events) await this.inbox.once('many', event, () => this.count(event));
  }

  private async count({ payload: { n } }: Noted): Promise<void> {
    if (n === 666) throw new Error('cannot');
    seen.counted.push(n);
  }
}

describe('events that travel together', () => {
  let ledger: LedgerHarness;

  const event = (n: number): Noted => ({ id: newId(), subject: noted.subject, occurredAt: new Date().toISOString(), origin: null, payload: { n } });
  const parked = () =>
    ledger.database.query<{ consumer: string; attempts: number; n: number }>(
      `SELECT consumer, attempts, (body::jsonb #>> '{payload,n}')::int AS n FROM parked_event ORDER BY consumer`,
    );

  beforeAll(async () => {
    ledger = await openLedger(NoteEvents);
    await ledger.startReplica();
  });

  beforeEach(() => {
    for (const list of Object.values(seen)) list.length = 0;
    failures.clear();
    reason = new Error('cannot');
  });

  afterAll(() => ledger.close());

  it('reach a singular consumer one by one and a plural one as a list, in order', async () => {
    await ledger.bus.publish(noted, event(1), event(2), event(3));
    await eventually(() => expect([seen.singly, seen.together]).toEqual([[1, 2, 3], [[1, 2, 3]]]), 5_000);
  });

  it('are tried again from the one that failed, without those before it', async () => {
    failures.set(2, 2);
    await ledger.bus.publish(noted, event(1), event(2), event(3));
    await eventually(() => expect(seen.singly).toEqual([1, 2, 3]), 5_000);
    expect(await parked()).toEqual([]);
  });

  it('wait for what is away, longer than for what fails of itself', async () => {
    reason = new AppError('SERVICE_UNAVAILABLE');
    failures.set(2, 5);
    await ledger.bus.publish(noted, event(1), event(2));
    await eventually(() => expect(seen.singly).toEqual([1, 2]), 10_000);
    expect(await parked()).toEqual([]);
  }, 15_000);

  it('have their effect once each, also when they come again in other company or twice in one list', async () => {
    const [one, two, three] = [event(1), event(2), event(3)];
    await ledger.bus.publish(noted, one, two, two);
    await ledger.bus.publish(noted, one, two, three);
    await eventually(() => expect(seen.together).toHaveLength(2), 5_000);
    await eventually(() => expect(seen.counted).toEqual([1, 2, 3]), 5_000);
    // Counted inside the transaction: its commit comes after.
    await eventually(
      async () => expect(await ledger.database.query(`SELECT 1 FROM inbox WHERE event_id = ANY($1)`, [[one.id, two.id, three.id]])).toHaveLength(3),
      5_000,
    );
  });

  it('that come as an older relay sent them, alone, are taken all the same', async () => {
    const connection = await connect({ servers: testInfra().natsUrl.replace('nats://', '') });
    await jetstream(connection).publish(`${ledger.bus.options.prefix}event.${noted.subject}`, JSON.stringify(event(7)));
    await connection.close();
    await eventually(() => expect([seen.singly, seen.counted]).toEqual([[7], [7]]), 5_000);
  });

  it('are parked alone when they fail for good, and those after them go on', async () => {
    failures.set(1, 9);
    await ledger.bus.publish(noted, event(1), event(666), event(2));
    await eventually(
      () =>
        expect([seen.singly, seen.counted]).toEqual([
          [666, 2],
          [1, 2],
        ]),
      14_000,
    );
    expect(await parked()).toEqual([
      { consumer: 'many', attempts: 5, n: 666 },
      { consumer: 'one', attempts: 5, n: 1 },
    ]);
  }, 20_000);
});
