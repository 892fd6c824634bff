import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging, UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { ChangeLog, type ChangeRow } from './change-log.repository.js';
import { CursorResolver } from './cursor.resolver.js';
import { ReadableChanges } from './readable-changes.query.js';
import { cursorsAfter, fittingChanges, planSync } from './sync.policy.js';

/** Rows whose messages are read together: of the largest ones 3 MB. */
const rowsAtOnce = 50;

/** What a client missed, a page at a time. Membership is that of this moment. */
@Injectable()
export class SyncChanges {
  constructor(
    private readonly database: Database,
    private readonly log: ChangeLog,
    private readonly cursors: CursorResolver,
    private readonly readable: ReadableChanges,
  ) {}

  /** @throws {AppError} INPUT_INVALID when a cursor is not a place in a log */
  async execute(input: messaging.SyncChangesInput): Promise<messaging.Sync> {
    const { viewerId, limit } = input;
    const cursors = await this.cursors.read(input);
    const horizons = await this.log.horizons(this.database, viewerId, [...cursors.keys()]);
    const plan = planSync(cursors, horizons, limit);
    const { ranges, reset } = plan;
    const rows = ranges.length === 0 ? [] : await this.log.read(this.database, ranges);
    const heads: Record<ConversationId, number> = {};
    const names: Record<ConversationId, messaging.ConversationName> = {};
    for (const { id, kind, num, peerNum, seq, hasLeft } of horizons) {
      names[id] = { id, kind, num, peerNum };
      if (!hasLeft) heads[id] = seq;
    }
    const changes = await this.readAsFit(rows, viewerId);
    const next = changes.length === rows.length ? plan.next : cursorsAfter(cursors, plan, changes);
    return { changes, heads, next, reset, names };
  }

  private async readAsFit(rows: readonly ChangeRow[], viewerId: UserId): Promise<readonly messaging.Change[]> {
    const changes: messaging.Change[] = [];
    for (let start = 0; start < rows.length && changes.length === start; start += rowsAtOnce) {
      const more = await this.readable.of(rows.slice(start, start + rowsAtOnce), viewerId);
      changes.push(...more.slice(0, fittingChanges(changes, more)));
    }
    return changes;
  }
}
