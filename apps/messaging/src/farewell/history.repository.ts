import { Injectable } from '@nestjs/common';
import type { ConversationId, user, UserId } from '@parley/contracts';
import type { Queryable } from '@parley/persistence';

export interface KeptChange {
  readonly conversationId: ConversationId;
  readonly seq: number;
  readonly payload: unknown;
}

/** What is kept of people in a conversation's history: cards of who joined, left, was added or is written with; what the system said of them. */
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

  /** Lets what the system said of a user, in the conversations he has ever been in, name him so. */
  async renameInNotices(db: Queryable, { id, displayName }: user.UserCard): Promise<void> {
    await db.query(
      `UPDATE message m SET body = jsonb_set(m.body, '{text}', to_jsonb($2 || ' ' || (m.metadata->>'act'))) FROM member
        WHERE member.user_id = $1 AND m.conversation_id = member.conversation_id AND m.type = 'system' AND m.metadata->>'about' = $1::text`,
      [id, displayName],
    );
  }

  async rewrite(db: Queryable, { conversationId, seq, payload }: KeptChange): Promise<void> {
    await db.query('UPDATE change SET payload = $3 WHERE conversation_id = $1 AND seq = $2', [conversationId, seq, JSON.stringify(payload)]);
  }
}
