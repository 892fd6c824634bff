import { Injectable } from '@nestjs/common';
import type { notification, SessionId, UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';

export interface NewDevice {
  readonly id: string;
  readonly userId: UserId;
  readonly sessionId: SessionId;
  readonly deviceId: string;
  readonly platform: notification.DevicePlatform;
  readonly sealedToken: string;
  /** SHA-256 of the token: finds it again without opening the seal. */
  readonly tokenHash: Buffer;
}

/** Where a user is told. */
export interface Device {
  readonly id: string;
  readonly userId: UserId;
  readonly platform: notification.DevicePlatform;
  readonly sealedToken: string;
}

const columns = 'id, user_id AS "userId", platform, sealed_token AS "sealedToken"';

/** The devices that users want to be told on. */
@Injectable()
export class DeviceRepository {
  /** One row for each device of a user; whoever had the token before has it no more. */
  async put(tx: Tx, { id, userId, sessionId, deviceId, platform, sealedToken, tokenHash }: NewDevice): Promise<void> {
    // Two users who bring the same token at once would each wait for the other's row.
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [tokenHash.toString('hex')]);
    await tx.query('DELETE FROM device WHERE token_hash = $1 AND (user_id, device_id) <> ($2, $3)', [tokenHash, userId, deviceId]);
    await tx.query(
      `INSERT INTO device (id, user_id, session_id, device_id, platform, sealed_token, token_hash) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (user_id, device_id) DO UPDATE
         SET session_id = excluded.session_id, platform = excluded.platform, sealed_token = excluded.sealed_token,
             token_hash = excluded.token_hash, updated_at = now()`,
      [id, userId, sessionId, deviceId, platform, sealedToken, tokenHash],
    );
  }

  /** Keeps the `limit` devices of a user that were registered last. */
  async trim(tx: Tx, userId: UserId, limit: number): Promise<void> {
    await tx.query('DELETE FROM device WHERE id IN (SELECT id FROM device WHERE user_id = $1 ORDER BY updated_at DESC OFFSET $2)', [userId, limit]);
  }

  async find(db: Queryable, id: string): Promise<Device | null> {
    const [device] = await db.query<Device>(`SELECT ${columns} FROM device WHERE id = $1`, [id]);
    return device ?? null;
  }

  ofUsers(db: Queryable, userIds: readonly UserId[]): Promise<readonly Device[]> {
    return db.query<Device>(`SELECT ${columns} FROM device WHERE user_id = ANY ($1::uuid[])`, [userIds]);
  }

  /** With the token that failed: one that was registered meanwhile stays. */
  async retire(db: Queryable, { id, sealedToken }: Device): Promise<void> {
    await db.query('DELETE FROM device WHERE id = $1 AND sealed_token = $2', [id, sealedToken]);
  }

  async forgetSessions(db: Queryable, sessionIds: readonly SessionId[]): Promise<void> {
    await db.query('DELETE FROM device WHERE session_id = ANY ($1::uuid[])', [sessionIds]);
  }

  async forgetUser(db: Queryable, userId: UserId): Promise<void> {
    await db.query('DELETE FROM device WHERE user_id = $1', [userId]);
  }
}
