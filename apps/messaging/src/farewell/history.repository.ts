import { Injectable } from '@nestjs/common';
import type { ConversationId, UserId } from '@parley/contracts';
import type { Queryable } from '@parley/persistence';

export interface KeptChange {
  readonly conversationId: ConversationId;
  readonly seq: number;
  readonly payload: unknown;
}

/** What the change log keeps of people: cards of who joined, left, was added or is written with. */
@Injectable()
export class HistoryRepository {
  /** Changes that name a user, in the conversations he has ever been in. */
  changesNaming(db: Queryable, userId: UserId): Promise<readonly KeptChange[]> {
    return db.query<KeptChange>(
      `SELECT c.conversation_id AS "conversationId", c.seq, c.payload FROM member m JOIN change c ON c.conversation_id = m.conversation_id
        WHERE m.user_id = $1 AND c.payload IS NOT NULL AND position($1::text IN c.payload::text) > 0`,
      [userId],
    );
  }

  async rewrite(db: Queryable, { conversationId, seq, payload }: KeptChange): Promise<void> {
    await db.query('UPDATE change SET payload = $3 WHERE conversation_id = $1 AND seq = $2', [conversationId, seq, JSON.stringify(payload)]);
  }
}
