import { Injectable } from '@nestjs/common';
import type { ConversationId, MessageId, UserId } from '@parley/contracts';
import type { Queryable } from '@parley/persistence';
import { foldedName } from '../user-mirror/name-fold.policy.js';

/** Who is called: all members, those with one of these ids, or by one of these names (folded). */
export interface Call {
  readonly all: boolean;
  readonly ids: readonly UserId[];
  readonly names: readonly string[];
  /** Whoever has hidden one of these is not called. */
  readonly aboutIds: readonly MessageId[];
}

const isNamed = ['u.username::text', 'u.display_name', `replace(u.display_name, ' ', '')`, 'u.email::text']
  .map((name) => `${foldedName(name)} = ANY($5)`)
  .join(' OR ');

@Injectable()
export class AttentionRepository {
  /** Those called who are members, live, not the actor and in no block with him; one statement whatever the size of the room. */
  async called(db: Queryable, conversationId: ConversationId, actorId: UserId, { all, ids, names, aboutIds }: Call): Promise<readonly UserId[]> {
    const rows = await db.query<{ readonly id: UserId }>(
      `SELECT m.user_id AS id FROM member m JOIN user_mirror u ON u.id = m.user_id
        WHERE m.conversation_id = $1 AND m.left_at IS NULL AND m.user_id <> $2 AND u.deleted_at IS NULL
          AND ($3 OR m.user_id = ANY($4::uuid[]) OR ($5::text[] <> '{}' AND (${isNamed})))
          AND NOT EXISTS (SELECT 1 FROM block_mirror b
            WHERE b.pair_key = least(m.user_id, $2) || ':' || greatest(m.user_id, $2) AND b.is_standing)
          AND NOT EXISTS (SELECT 1 FROM message_hide h WHERE h.message_id = ANY($6::uuid[]) AND h.user_id = m.user_id)
        ORDER BY 1`,
      [conversationId, actorId, all, ids, names, aboutIds],
    );
    return rows.map(({ id }) => id);
  }

  /** Who began a thread or wrote in it before a place: whoever came later knew what was there. */
  async threadAuthors(db: Queryable, rootId: MessageId, beforeSeq: number): Promise<readonly UserId[]> {
    const rows = await db.query<{ readonly id: UserId }>(
      `SELECT sender_id AS id FROM message WHERE id = $1
       UNION SELECT sender_id FROM message WHERE thread_root_id = $1 AND seq < $2 AND deleted_at IS NULL`,
      [rootId, beforeSeq],
    );
    return rows.map(({ id }) => id);
  }
}
