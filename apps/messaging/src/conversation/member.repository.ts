import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging, user, UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { userCard } from '../user-mirror/user-mirror.repository.js';

/** A membership as `memberColumns` reads it. */
export interface MemberRow {
  readonly conversationId: ConversationId;
  readonly user: user.UserCard;
  readonly role: messaging.MemberRole;
  readonly joinedAt: Date;
  readonly lastReadAt: Date | null;
}

/** Reads member `m` and his user_mirror row `u`. */
export const memberColumns = `m.conversation_id AS "conversationId", ${userCard('u')} AS user, m.role, m.joined_at AS "joinedAt", m.last_read_at AS "lastReadAt"`;

export const toMember = ({ user, role, joinedAt, lastReadAt }: MemberRow): messaging.Member => ({
  user,
  role,
  joinedAt: joinedAt.toISOString(),
  lastReadAt: lastReadAt?.toISOString() ?? null,
});

const roomIds = {
  name: 'member_room_ids',
  text: `SELECT asked.id AS "userId", rooms.ids
           FROM (SELECT DISTINCT id FROM unnest($1::uuid[]) AS id) asked
          CROSS JOIN LATERAL (
            SELECT array_agg(c.id) AS ids FROM member m JOIN conversation c ON c.id = m.conversation_id
             WHERE m.user_id = asked.id AND m.left_at IS NULL AND c.kind = 'room' AND c.deleted_at IS NULL
          ) rooms
          WHERE rooms.ids IS NOT NULL`,
};

@Injectable()
export class MemberRepository {
  /** The owner first, the rest in their order: their times of joining differ by microseconds, which is seniority. */
  async add(tx: Tx, conversationId: ConversationId, ownerId: UserId, memberIds: readonly UserId[], joinedSeq: number): Promise<void> {
    await tx.query(
      `INSERT INTO member (conversation_id, user_id, role, joined_at, joined_seq)
       SELECT $1, user_id, CASE WHEN user_id = $2 THEN 'owner' ELSE 'member' END, clock_timestamp(), $4
         FROM unnest(ARRAY[$2::uuid] || $3::uuid[]) AS user_id`,
      [conversationId, ownerId, memberIds, joinedSeq],
    );
  }

  /** Up to `limit` members of each conversation, longest-serving first. */
  async of(
    db: Queryable,
    conversationIds: readonly ConversationId[],
    limit: number,
  ): Promise<ReadonlyMap<ConversationId, readonly messaging.Member[]>> {
    const rows = await db.query<MemberRow>(
      `SELECT ${memberColumns}
         FROM unnest($1::uuid[]) AS wanted (id)
         CROSS JOIN LATERAL (
           SELECT * FROM member WHERE conversation_id = wanted.id AND left_at IS NULL ORDER BY joined_at, user_id LIMIT $2
         ) m JOIN user_mirror u ON u.id = m.user_id
        ORDER BY m.joined_at, m.user_id`,
      [conversationIds, limit],
    );
    const members = new Map<ConversationId, messaging.Member[]>(conversationIds.map((id) => [id, []]));
    for (const row of rows) members.get(row.conversationId)?.push(toMember(row));
    return members;
  }

  /** Those of the conversations that a user is in. */
  async those(db: Queryable, userId: UserId, conversationIds: readonly ConversationId[]): Promise<readonly ConversationId[]> {
    const rows = await db.query<{ id: ConversationId }>(
      `SELECT c.id FROM member m JOIN conversation c ON c.id = m.conversation_id
        WHERE m.conversation_id = ANY($2::uuid[]) AND m.user_id = $1 AND m.left_at IS NULL AND c.deleted_at IS NULL`,
      [userId, conversationIds],
    );
    return rows.map(({ id }) => id);
  }

  /** Ids of the live rooms each user is in; who is in none is absent. */
  async roomIds(db: Queryable, userIds: readonly UserId[]): Promise<ReadonlyMap<UserId, readonly ConversationId[]>> {
    const rows = await db.query<{ userId: UserId; ids: readonly ConversationId[] }>(roomIds, [userIds]);
    return new Map(rows.map(({ userId, ids }) => [userId, ids]));
  }
}
