import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { EventStream, eventsParked, ParkingLot } from '@parley/transport';
import { setTimeout as delay } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';
import { Database } from './database.js';
import { DatabaseOptions } from './options.js';
import { textOf } from './prepared.js';
import { publishTraced } from './traced-parcel.js';
import { parcelsOf, type Parcel, type WaitingEvent } from './waiting-events.js';

const batchSize = 256;
const pruneSize = 5_000;
const idleMs = 1_000;
/** After each turn: a lone event leaves at once, and what is committed meanwhile leaves together. */
const restMs = 100;
const relayLock = 7_021_002;
/** As `parked_event` names who gave up on an event. */
const relay = 'relay';
/** How often the stream's head is compared with what was recorded, and old rows are removed. */
const upkeepMs = 30_000;

const listWaiting = {
  name: 'outbox_waiting',
  text: `SELECT position, id, envelope->>'subject' AS subject, envelope::text AS json
         FROM outbox WHERE published_at IS NULL ORDER BY position LIMIT $1`,
};
const markPublished = {
  name: 'outbox_published',
  text: `UPDATE outbox SET published_at = now(), stream_sequence = done.sequence
         FROM unnest($1::bigint[], $2::bigint[]) AS done (position, sequence)
        WHERE outbox.position = done.position`,
};

/**
 * Publishes outbox rows to JetStream, those of a subject in order and together. One replica at a time does it, chosen by an advisory lock
 * that dies with its connection. Rows stay a day, and are published again when the stream has lost them.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(OutboxRelay.name);
  private readonly stop = new AbortController();
  private loop: Promise<void> = Promise.resolve();
  private wakeUp: () => void = () => {};
  private isAwake = false;
  /** By the clock that never jumps. */
  private nextUpkeep = 0;

  constructor(
    private readonly database: Database,
    private readonly eventStream: EventStream,
    private readonly options: DatabaseOptions,
    private readonly parkingLot: ParkingLot,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    this.wake();
    await this.loop;
  }

  /** Something was committed: look now instead of at the next turn. */
  wake(): void {
    this.isAwake = true;
    this.wakeUp();
  }

  private async run(): Promise<void> {
    while (!this.stop.signal.aborted) {
      // Wakes of the past are answered by this turn; a replica that does not lead waits for the next.
      this.isAwake = false;
      const runner = this.database.source.createQueryRunner();
      try {
        await this.lead(runner);
      } catch (error) {
        this.logger.warn(`relay: ${(error as Error).message}; starting over`);
      } finally {
        await runner.release().catch(() => this.logger.warn('relay: its connection was lost'));
      }
      await this.sleep(idleMs);
    }
  }

  /** Relays for as long as this replica holds the lock and its connection. */
  private async lead(runner: QueryRunner): Promise<void> {
    const [row] = (await runner.query('SELECT pg_try_advisory_lock($1, hashtext(current_schema())) AS held', [relayLock])) as { held: boolean }[];
    if (row?.held !== true) return;
    try {
      await this.relay(runner);
    } finally {
      // The connection goes back to the pool, and must not keep the lock; a lost one has given it up already.
      await runner
        .query('SELECT pg_advisory_unlock($1, hashtext(current_schema()))', [relayLock])
        .catch((error: Error) => this.logger.debug(`unlock: ${error.message}`));
    }
  }

  private async relay(runner: QueryRunner): Promise<void> {
    await this.eventStream.ensure(this.options.service);
    while (!this.stop.signal.aborted) {
      if (performance.now() >= this.nextUpkeep) await this.upkeep(runner);
      this.isAwake = false;
      const begunAt = performance.now();
      const isMoreWaiting = (await this.relayBatch(runner)) === batchSize;
      // Of a backlog it rests as long as it worked: what is sent now goes before what has waited.
      await delay(isMoreWaiting ? performance.now() - begunAt : restMs, undefined, { signal: this.stop.signal }).catch(() => {});
      if (!isMoreWaiting) await this.sleep(idleMs);
    }
  }

  /** Marks what is stored. The rest goes again: a parcel that was stored unseen is dropped by the stream, or by the consumers' inboxes. */
  private async relayBatch(runner: QueryRunner): Promise<number> {
    const events = (await runner.query(textOf(listWaiting), [batchSize])) as WaitingEvent[];
    if (events.length === 0) return 0;
    const stored = new Map<number, number | null>();
    const sent = await Promise.allSettled(parcelsOf(events).map((parcels) => this.publish(parcels, stored)));
    await runner.query(textOf(markPublished), [[...stored.keys()], [...stored.values()]]);
    const failure = sent.find((result) => result.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    return events.length;
  }

  /** One parcel of a subject after the other, so that a failed one is not overtaken; notes the place of each event. */
  private async publish(parcels: readonly Parcel[], stored: Map<number, number | null>): Promise<void> {
    for (const parcel of parcels) {
      const [first] = parcel;
      if (first === undefined) continue;
      // Larger than a parcel it travels alone.
      if (!(await this.eventStream.holds(first.json))) {
        await this.park(first);
        stored.set(first.position, null);
        continue;
      }
      const ids = parcel.map(({ id }) => id);
      const json = parcel.map((event) => event.json);
      const sequence = await publishTraced(parcel, () => this.eventStream.publish(first.subject, ids, json));
      for (const { position } of parcel) stored.set(position, sequence);
    }
  }

  /** Gives up on an event that no message can hold: it would hold up all that come after it, for ever. */
  private async park({ subject, json: body }: WaitingEvent): Promise<void> {
    await this.parkingLot.park({ consumer: relay, subject, body, reason: 'larger than a message of the server may be', attempts: 1 });
    eventsParked.inc({ consumer: relay });
  }

  private async upkeep(runner: QueryRunner): Promise<void> {
    this.nextUpkeep = performance.now() + upkeepMs;
    await this.prune(runner, `outbox WHERE position IN (SELECT position FROM outbox WHERE published_at < now() - interval '24 hours'`);
    await this.prune(runner, `inbox WHERE ctid IN (SELECT ctid FROM inbox WHERE handled_at < now() - interval '7 days'`);
    const head = await this.eventStream.lastSequence(this.options.service);
    const [lost] = (await runner.query(
      `WITH again AS (
         UPDATE outbox SET published_at = NULL, stream_sequence = NULL WHERE stream_sequence > $1 RETURNING 1
       ) SELECT count(*) AS count FROM again`,
      [head],
    )) as { count: number }[];
    if ((lost?.count ?? 0) > 0) this.logger.warn(`the stream ends at ${head}: ${lost?.count} events are published again`);
    await this.eventStream.ensure(this.options.service);
  }

  /** In short statements, however much has gathered. */
  private async prune(runner: QueryRunner, old: string): Promise<void> {
    for (let removed = pruneSize; removed === pruneSize && !this.stop.signal.aborted;) {
      const [row] = (await runner.query(`WITH gone AS (DELETE FROM ${old} LIMIT ${pruneSize}) RETURNING 1) SELECT count(*) AS count FROM gone`)) as {
        count: number;
      }[];
      removed = row?.count ?? 0;
    }
  }

  private async sleep(ms: number): Promise<void> {
    if (this.isAwake || this.stop.signal.aborted) return;
    const woken = new AbortController();
    this.wakeUp = () => woken.abort();
    await delay(ms, undefined, { signal: woken.signal }).catch(() => {});
  }
}
