import { Injectable } from '@nestjs/common';
import type { auth, Dialect, SessionId, UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { openingSession, openingSessionOf, type NewSession } from './session-opening.js';

/** Now, and when a session will end, by the database's clock, the only one that counts. */
export interface SessionTimes {
  readonly now: Date;
  readonly expiresAt: Date;
}

export interface LiveSession {
  readonly id: SessionId;
  readonly isOfDevice: boolean;
}

export interface SlidSession extends Omit<auth.Session, 'expiresAt'> {
  readonly expiresAt: Date;
}

interface RevokedRow {
  readonly sessionId: SessionId;
  readonly userId: UserId;
  readonly reason: auth.RevocationReason;
  readonly forgetAt: Date;
}

export interface RevokedSince {
  readonly sessions: readonly auth.Revocation[];
  readonly now: Date;
}

const toRevocation = ({ sessionId, userId, reason, forgetAt }: RevokedRow): auth.Revocation => ({
  sessionId,
  userId,
  reason,
  forgetAt: forgetAt.getTime(),
});

/** A minute beyond the last token's death: sockets outlive their token by 60 s, and clocks differ. */
const revocationColumns = `id AS "sessionId", user_id AS "userId", revoke_reason AS reason,
  greatest(access_expires_at, revoked_at) + interval '60 seconds' AS "forgetAt"`;

const insertSession = { name: 'session_insert', text: `WITH ${openingSession(1)} SELECT expires_at AS "expiresAt" FROM opened` };

@Injectable()
export class SessionRepository {
  /** Opens a session, with its first refresh token where it has one, and answers its end. */
  async insert(tx: Tx, session: NewSession): Promise<Date> {
    const [opened] = await tx.query<{ readonly expiresAt: Date }>(insertSession, openingSessionOf(session));
    if (opened === undefined) throw new Error('the session was not stored');
    return opened.expiresAt;
  }

  /** Notes a new access token, and for how long at least the session lasts now. */
  async renew(tx: Tx, id: SessionId, accessTtlSeconds: number, ttlSeconds: number): Promise<SessionTimes> {
    const [times] = await tx.query<SessionTimes>(
      `WITH renewed AS (
         UPDATE session SET last_seen_at = now(), access_expires_at = now() + make_interval(secs => $2),
                expires_at = greatest(expires_at, now() + make_interval(secs => $3))
          WHERE id = $1 RETURNING expires_at
       ) SELECT now(), expires_at AS "expiresAt" FROM renewed`,
      [id, accessTtlSeconds, ttlSeconds],
    );
    return times as SessionTimes;
  }

  /** Extends a live session that has this token; null when there is none. */
  async slide(tx: Tx, id: SessionId, tokenHash: Buffer, idleSeconds: number, maxSeconds: number): Promise<SlidSession | null> {
    const rows = await tx.query<SlidSession>(
      `WITH slid AS (
         UPDATE session SET last_seen_at = now(),
                expires_at = least(now() + make_interval(secs => $3), created_at + make_interval(secs => $4))
          WHERE id = $1 AND token_hash = $2 AND revoked_at IS NULL AND expires_at > now() RETURNING *
       ) SELECT slid.id AS "sessionId", user_id AS "userId", dialect, role, email, mfa, slid.expires_at AS "expiresAt"
           FROM slid JOIN account USING (user_id) WHERE state = 'active'`,
      [id, tokenHash, idleSeconds, maxSeconds],
    );
    return rows[0] ?? null;
  }

  /** How a live session stands to the second factor; null for one that is none, or has ended. */
  async mfaOf(db: Queryable, id: SessionId): Promise<auth.MfaState | null> {
    const rows = await db.query<{ readonly mfa: auth.MfaState }>(
      'SELECT mfa FROM session WHERE id = $1 AND revoked_at IS NULL AND expires_at > now()',
      [id],
    );
    return rows[0]?.mfa ?? null;
  }

  /** The same of the user's own session, live or ended; null for one of somebody else. */
  async mfaOfOwn(tx: Tx, id: SessionId, userId: UserId): Promise<auth.MfaState | null> {
    const rows = await tx.query<{ readonly mfa: auth.MfaState }>('SELECT mfa FROM session WHERE id = $1 AND user_id = $2', [id, userId]);
    return rows[0]?.mfa ?? null;
  }

  /** When a live session of the user ends; null for any other. */
  async endOf(db: Queryable, id: SessionId, userId: UserId): Promise<Date | null> {
    const rows = await db.query<{ readonly end: Date }>(
      'SELECT expires_at AS end FROM session WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL AND expires_at > now()',
      [id, userId],
    );
    return rows[0]?.end ?? null;
  }

  async passMfa(tx: Tx, id: SessionId, userId: UserId): Promise<void> {
    await tx.query(`UPDATE session SET mfa = 'passed' WHERE id = $1 AND user_id = $2 AND mfa = 'pending'`, [id, userId]);
  }

  /** Whether a session, live or ended, has this token. */
  async hasToken(db: Queryable, id: SessionId, tokenHash: Buffer): Promise<boolean> {
    const rows = await db.query('SELECT 1 FROM session WHERE id = $1 AND token_hash = $2', [id, tokenHash]);
    return rows.length > 0;
  }

  /** Live sessions of a user in a dialect, newest first; of the device also one past its end. The database compares, for what it stores need not be what was sent. */
  async listLive(tx: Tx, userId: UserId, dialect: Dialect, deviceId: string | null = null): Promise<readonly LiveSession[]> {
    return tx.query<LiveSession>(
      `SELECT id, coalesce(device_id = $3, false) AS "isOfDevice" FROM session
        WHERE user_id = $1 AND dialect = $2 AND revoked_at IS NULL AND (expires_at > now() OR device_id = $3)
        ORDER BY created_at DESC, id DESC`,
      [userId, dialect, deviceId],
    );
  }

  /** Live sessions of a user in every dialect. */
  async listLiveOf(tx: Tx, userId: UserId): Promise<readonly SessionId[]> {
    const rows = await tx.query<{ readonly id: SessionId }>('SELECT id FROM session WHERE user_id = $1 AND revoked_at IS NULL', [userId]);
    return rows.map(({ id }) => id);
  }

  /** Sessions past their end that nobody has ended, at most `limit`; those another replica has taken are left out. */
  async listExpired(tx: Tx, limit: number): Promise<readonly SessionId[]> {
    const rows = await tx.query<{ readonly id: SessionId }>(
      'SELECT id FROM session WHERE revoked_at IS NULL AND expires_at <= now() ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED',
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Ends those of the sessions that live, and answers them. */
  async revoke(tx: Tx, ids: readonly SessionId[], reason: auth.RevocationReason): Promise<readonly auth.Revocation[]> {
    const rows = await tx.query<RevokedRow>(
      `WITH revoked AS (
         UPDATE session SET revoked_at = clock_timestamp(), revoke_reason = $2 WHERE id = ANY ($1::uuid[]) AND revoked_at IS NULL RETURNING *
       ) SELECT ${revocationColumns} FROM revoked`,
      [ids, reason],
    );
    return rows.map(toRevocation);
  }

  /** Revoked at or after `since` and still worth remembering, with the time of asking. */
  async listRevoked(db: Queryable, since: Date): Promise<RevokedSince> {
    const rows = await db.query<Partial<RevokedRow> & { readonly now: Date }>(
      `SELECT clock_timestamp() AS now, revoked.* FROM (SELECT 1) one LEFT JOIN (
         SELECT ${revocationColumns} FROM session
          WHERE revoked_at >= $1 AND greatest(access_expires_at, revoked_at) > now() - interval '60 seconds'
       ) revoked ON true`,
      [since],
    );
    const [first] = rows;
    if (first === undefined) throw new Error('the database has no time');
    return { now: first.now, sessions: rows.filter((row): row is RevokedRow & { now: Date } => typeof row.sessionId === 'string').map(toRevocation) };
  }
}
