import { Injectable } from '@nestjs/common';
import { AppError, type ConversationId, type messaging, type UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { FewAtOnce } from '@parley/runtime';
import { ChangeLog, type ChangeRow } from './change-log.repository.js';
import { CursorResolver } from './cursor.resolver.js';
import { ReadableChanges } from './readable-changes.query.js';
import { cursorsAfter, fittingChanges, planSync } from './sync.policy.js';

/** Rows whose messages are read together: of the largest ones 3 MB. */
const rowsAtOnce = 50;
/** Pages at once: a megabyte of them takes 20 ms of this process, for which sends wait. */
const pagesAtOnce = 3;
/** Less than after what a caller asks somebody else as well. */
const patienceMs = 700;

/** What a client missed, a page at a time. Membership is that of this moment. */
@Injectable()
export class SyncChanges {
  private readonly pages = new FewAtOnce(pagesAtOnce);

  constructor(
    private readonly database: Database,
    private readonly log: ChangeLog,
    private readonly cursors: CursorResolver,
    private readonly readable: ReadableChanges,
  ) {}

  /** @throws {AppError} INPUT_INVALID when a cursor is not a place in a log, SERVICE_UNAVAILABLE when too many ask at once */
  execute(input: messaging.SyncChangesInput): Promise<messaging.Sync> {
    const asked = performance.now();
    return this.pages.run(() => {
      if (performance.now() - asked > patienceMs) throw new AppError('SERVICE_UNAVAILABLE');
      return this.page(input);
    });
  }

  private async page(input: messaging.SyncChangesInput): Promise<messaging.Sync> {
    const { viewerId, limit } = input;
    const cursors = await this.cursors.read(input);
    const horizons = await this.log.horizons(this.database, viewerId, [...cursors.keys()]);
    const plan = planSync(cursors, horizons, limit);
    const { ranges, reset } = plan;
    const rows = ranges.length === 0 ? [] : await this.log.read(this.database, ranges);
    const heads: Record<ConversationId, number> = {};
    const names: Record<ConversationId, messaging.ConversationName> = {};
    for (const { id, kind, num, peerNum, seq, leftAt } of horizons) {
      names[id] = { id, kind, num, peerNum };
      if (leftAt === null) heads[id] = seq;
    }
    const leftAt = new Map(horizons.flatMap((horizon) => (horizon.leftAt === null ? [] : [[horizon.id, horizon.leftAt] as const])));
    const changes = await this.readAsFit(rows, viewerId, leftAt);
    const next = changes.length === rows.length ? plan.next : cursorsAfter(cursors, plan, changes);
    return { changes, heads, next, reset, names };
  }

  private async readAsFit(
    rows: readonly ChangeRow[],
    viewerId: UserId,
    leftAt: ReadonlyMap<ConversationId, Date>,
  ): Promise<readonly messaging.Change[]> {
    const changes: messaging.Change[] = [];
    for (let start = 0; start < rows.length && changes.length === start; start += rowsAtOnce) {
      const more = await this.readable.of(rows.slice(start, start + rowsAtOnce), viewerId, leftAt);
      changes.push(...more.slice(0, fittingChanges(changes, more)));
    }
    return changes;
  }
}
