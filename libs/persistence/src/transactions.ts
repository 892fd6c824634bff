import { Injectable } from '@nestjs/common';
import { liveEvents, type EventEnvelope } from '@parley/contracts';
import { Signals } from '@parley/transport';
import type { EntityManager } from 'typeorm';
import { Database, type Queryable } from './database.js';
import { OutboxRelay } from './outbox-relay.js';
import { isRetryable, toKnownError } from './postgres-errors.js';
import { textOf, type Prepared } from './prepared.js';
import { rowsOf } from './rows-of.js';
import { tracedStatement } from './traced-statement.js';

const maxRuns = 3;

/** One open transaction: SQL, rows, and the events that become true with its commit. */
export class Tx implements Queryable {
  readonly events: EventEnvelope<unknown>[] = [];

  constructor(readonly manager: EntityManager) {}

  async query<Row>(sql: string | Prepared, parameters: readonly unknown[] = []): Promise<Row[]> {
    return rowsOf<Row>(await tracedStatement(sql, () => this.manager.query(textOf(sql), [...parameters])));
  }
}

/** Opens transactions for use-cases. After the commit, and only then, the events are hinted live and relayed. */
@Injectable()
export class Transactions {
  constructor(
    private readonly database: Database,
    private readonly relay: OutboxRelay,
    private readonly signals: Signals,
  ) {}

  /**
   * Runs `work` in one transaction; again, from its start, after a deadlock or serialisation failure.
   * @throws {AppError} SERVICE_UNAVAILABLE when Postgres cannot be reached
   */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.retried(() => this.runOnce(work));
  }

  /**
   * For a hot path whose one statement is a transaction of its own: runs it again as `run` does.
   * @throws {AppError} SERVICE_UNAVAILABLE when Postgres cannot be reached
   */
  async retried<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (!isRetryable(error) || attempt === maxRuns) throw toKnownError(error);
      }
    }
  }

  /** For a hot path that wrote its outbox rows in a statement of its own: hints them live and wakes the relay. */
  committed(events: readonly EventEnvelope<unknown>[]): void {
    if (events.length === 0) return;
    this.signals.publishList(liveEvents, events);
    this.relay.wake();
  }

  private async runOnce<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { result, events } = await this.database.source.transaction(async (manager) => {
      const tx = new Tx(manager);
      return { result: await work(tx), events: tx.events };
    });
    this.committed(events);
    return result;
  }
}
