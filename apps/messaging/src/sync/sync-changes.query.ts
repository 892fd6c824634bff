import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { ChangeLog } from './change-log.repository.js';
import { CursorResolver } from './cursor.resolver.js';
import { ReadableChanges } from './readable-changes.query.js';
import { planSync } from './sync.policy.js';

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
    const { ranges, next, reset } = planSync(cursors, horizons, limit);
    const rows = ranges.length === 0 ? [] : await this.log.read(this.database, ranges);
    const heads: Record<ConversationId, number> = {};
    const names: Record<ConversationId, messaging.ConversationName> = {};
    for (const { id, kind, num, peerNum, seq, hasLeft } of horizons) {
      names[id] = { id, kind, num, peerNum };
      if (!hasLeft) heads[id] = seq;
    }
    return { changes: await this.readable.of(rows, viewerId), heads, next, reset, names };
  }
}
