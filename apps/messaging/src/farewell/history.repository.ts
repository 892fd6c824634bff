import { Injectable } from '@nestjs/common';
import type { ConversationId, user, UserId } from '@parley/contracts';
import type { Queryable } from '@parley/persistence';

export interface KeptChange {
  readonly conversationId: ConversationId;
  readonly seq: number;
  readonly payload: unknown;
}

/** Changes that name a user ($1), in the conversations he has ever been in. */
export const changesNamingSql = `SELECT c.conversation_id AS "conversationId", c.seq, c.payload FROM member m JOIN change c ON c.conversation_id = m.conversation_id
  WHERE m.user_id = $1 AND c.payload IS NOT NULL AND position($1::text IN c.payload::text) > 0`;

/** What the system said of a user ($1), in his name of now ($2). */
export const renameInNoticesSql = `UPDATE message SET body = jsonb_set(body, '{text}', to_jsonb($2 || ' ' || (metadata->>'act')))
  WHERE type = 'system' AND metadata->>'about' = $1::uuid::text`;

/** What is kept of people in a conversation's history: cards of who joined, left, was added or is written with; what the system said of them. */
@Injectable()
export class HistoryRepository {
  changesNaming(db: Queryable, userId: UserId): Promise<readonly KeptChange[]> {
    return db.query<KeptChange>(changesNamingSql, [userId]);
  }

  /** Lets what the system said of a user name him so. */
  async renameInNotices(db: Queryable, { id, displayName }: user.UserCard): Promise<void> {
    await db.query(renameInNoticesSql, [id, displayName]);
  }

  async rewrite(db: Queryable, { conversationId, seq, payload }: KeptChange): Promise<void> {
    await db.query('UPDATE change SET payload = $3 WHERE conversation_id = $1 AND seq = $2', [conversationId, seq, JSON.stringify(payload)]);
  }
}
