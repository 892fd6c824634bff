import { Injectable } from '@nestjs/common';
import type { messaging, UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';

/** Who shares conversations with each of many users: two statements, however many. */
@Injectable()
export class ListAudiences {
  constructor(private readonly database: Database) {}

  async execute({ wanted }: messaging.ListAudiencesInput): Promise<readonly messaging.Audience[]> {
    const open = wanted.flatMap(({ userId, amongIds }) => (amongIds == null ? [userId] : []));
    const pairs = wanted.flatMap(({ userId, amongIds }) => (amongIds ?? []).map((otherId) => ({ userId, otherId })));
    const [everybody, some] = await Promise.all([this.ofEverybody(open), this.among(pairs)]);
    return [...everybody, ...some];
  }

  private async ofEverybody(userIds: readonly UserId[]): Promise<readonly messaging.Audience[]> {
    if (userIds.length === 0) return [];
    return this.database.query<messaging.Audience>(
      `SELECT m.user_id AS "userId", coalesce(array_agg(c.id) FILTER (WHERE c.kind = 'room'), '{}') AS "roomIds",
         coalesce(array_agg(replace(replace(c.direct_key, m.user_id::text, ''), ':', '')::uuid) FILTER (WHERE c.kind = 'direct'), '{}') AS "peerIds"
       FROM member m JOIN conversation c ON c.id = m.conversation_id
       WHERE m.user_id = ANY($1::uuid[]) AND m.left_at IS NULL AND c.deleted_at IS NULL GROUP BY m.user_id`,
      [userIds],
    );
  }

  private async among(pairs: readonly { readonly userId: UserId; readonly otherId: UserId }[]): Promise<readonly messaging.Audience[]> {
    if (pairs.length === 0) return [];
    return this.database.query<messaging.Audience>(
      `SELECT "userId", '{}'::uuid[] AS "roomIds", array_agg("otherId") AS "peerIds"
       FROM jsonb_to_recordset($1) AS pair ("userId" uuid, "otherId" uuid)
       WHERE EXISTS (
         SELECT 1 FROM member mine JOIN member theirs ON theirs.conversation_id = mine.conversation_id AND theirs.user_id = "otherId"
           JOIN conversation c ON c.id = mine.conversation_id
         WHERE mine.user_id = "userId" AND mine.left_at IS NULL AND theirs.left_at IS NULL AND c.deleted_at IS NULL OFFSET 0)
       GROUP BY "userId"`,
      [JSON.stringify(pairs)],
    );
  }
}
