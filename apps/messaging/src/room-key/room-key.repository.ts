import { Injectable } from '@nestjs/common';
import { messaging, type ConversationId, type UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';

interface Held {
  readonly userId: UserId;
  readonly wrappedKey: string;
}

interface Standing {
  readonly currentVersion: number | null;
  readonly isRotationNeeded: boolean;
  readonly missingIds: readonly UserId[];
}

@Injectable()
export class RoomKeyRepository {
  /** Null while there is none. */
  async currentVersion(db: Queryable, conversationId: ConversationId): Promise<number | null> {
    const [row] = await db.query<{ version: number | null }>('SELECT max(key_version) AS version FROM room_key WHERE conversation_id = $1', [
      conversationId,
    ]);
    return row?.version ?? null;
  }

  /** Those of `userIds` who are members. Who is deleted meanwhile is so before, or behind the commit, and takes his keys along (C80). */
  async membersAmong(tx: Tx, conversationId: ConversationId, userIds: readonly UserId[]): Promise<ReadonlySet<UserId>> {
    const rows = await tx.query<{ id: UserId }>(
      `SELECT u.id FROM member m JOIN user_mirror u ON u.id = m.user_id
        WHERE m.conversation_id = $1 AND m.user_id = ANY($2::uuid[]) AND m.left_at IS NULL AND u.deleted_at IS NULL ORDER BY 1 FOR SHARE OF u`,
      [conversationId, userIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The keys of one version that those of `userIds` have. */
  held(db: Queryable, conversationId: ConversationId, keyVersion: number, userIds: readonly UserId[]): Promise<Held[]> {
    return db.query<Held>(
      `SELECT user_id AS "userId", wrapped_key AS "wrappedKey" FROM room_key
        WHERE conversation_id = $1 AND key_version = $2 AND user_id = ANY($3::uuid[])`,
      [conversationId, keyVersion, userIds],
    );
  }

  async store(tx: Tx, { origin, conversationId, keyVersion, keys }: messaging.StoreRoomKeysInput): Promise<void> {
    await tx.query(
      `INSERT INTO room_key (conversation_id, key_version, user_id, wrapped_key, wrapped_by)
       SELECT $1, $2, user_id, wrapped_key, $3 FROM unnest($4::uuid[], $5::text[]) AS given (user_id, wrapped_key)
       ON CONFLICT (conversation_id, key_version, user_id) DO UPDATE
         SET wrapped_key = excluded.wrapped_key, wrapped_by = excluded.wrapped_by, stored_at = now()
         WHERE room_key.wrapped_key <> excluded.wrapped_key`,
      [conversationId, keyVersion, origin.userId, keys.map(({ userId }) => userId), keys.map(({ wrappedKey }) => wrappedKey)],
    );
  }

  async of(db: Queryable, conversationId: ConversationId, userId: UserId): Promise<readonly messaging.RoomKey[]> {
    const rows = await db.query<Omit<messaging.RoomKey, 'storedAt'> & { readonly storedAt: Date }>(
      `SELECT key_version AS "keyVersion", wrapped_key AS "wrappedKey", wrapped_by AS "wrappedBy", stored_at AS "storedAt"
         FROM room_key WHERE conversation_id = $1 AND user_id = $2 ORDER BY key_version`,
      [conversationId, userId],
    );
    return rows.map((row) => ({ ...row, storedAt: row.storedAt.toISOString() }));
  }

  /** Who has the newest key and should not, or has it not and should. */
  async standing(db: Queryable, conversationId: ConversationId): Promise<Standing> {
    const [row] = await db.query<Standing>(
      `WITH newest AS (SELECT max(key_version) AS version FROM room_key WHERE conversation_id = $1),
       holder AS (SELECT user_id FROM room_key, newest WHERE conversation_id = $1 AND key_version = version),
       present AS (SELECT m.user_id, m.joined_at FROM member m JOIN user_mirror u ON u.id = m.user_id
                    WHERE m.conversation_id = $1 AND m.left_at IS NULL AND u.deleted_at IS NULL)
       SELECT version AS "currentVersion",
         EXISTS (SELECT user_id FROM holder EXCEPT SELECT user_id FROM present) AS "isRotationNeeded",
         ARRAY(SELECT user_id FROM present WHERE version IS NOT NULL AND user_id NOT IN (SELECT user_id FROM holder)
           ORDER BY joined_at, user_id LIMIT ${messaging.maxWrappedKeys}) AS "missingIds"
       FROM newest`,
      [conversationId],
    );
    return row ?? { currentVersion: null, isRotationNeeded: false, missingIds: [] };
  }
}
