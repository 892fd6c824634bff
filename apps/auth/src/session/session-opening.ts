import type { auth, SessionId, UserId } from '@parley/contracts';
import type { NewRefreshToken } from './refresh-token.repository.js';

/** A session that is about to be stored. */
export interface NewSession {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly client: auth.ClientInput;
  readonly tokenHash: Buffer | null;
  readonly mfa: auth.MfaState;
  readonly accessTtlSeconds: number;
  readonly ttlSeconds: number;
  readonly refresh: NewRefreshToken | null;
}

/** Opens a session as the row `opened`, with its first refresh token where it has one; its parameters begin at `$first`. */
export const openingSession = (first: number, condition = ''): string => {
  const [id, userId, dialect, deviceId, tokenHash, mfa, ip, userAgent, accessTtl, ttl, refreshId, refreshHash, refreshTtl] = Array.from(
    { length: 13 },
    (_, index) => `$${first + index}`,
  );
  return `opened AS (
           INSERT INTO session (id, user_id, dialect, device_id, token_hash, mfa, ip, user_agent, access_expires_at, expires_at)
           SELECT ${id}, ${userId}, ${dialect}, ${deviceId}, ${tokenHash}, ${mfa}, ${ip}, ${userAgent},
                  now() + make_interval(secs => ${accessTtl}), now() + make_interval(secs => ${ttl}) ${condition}
           RETURNING id, expires_at
         ), given AS (
           INSERT INTO refresh_token (id, session_id, token_hash, expires_at)
           SELECT ${refreshId}, id, ${refreshHash}, now() + make_interval(secs => ${refreshTtl}) FROM opened WHERE ${refreshId}::uuid IS NOT NULL
         )`;
};

/** The parameters of `openingSession`. */
export const openingSessionOf = ({ id, userId, client, tokenHash, mfa, accessTtlSeconds, ttlSeconds, refresh }: NewSession): readonly unknown[] => [
  id,
  userId,
  client.dialect,
  client.deviceId,
  tokenHash,
  mfa,
  client.ip,
  client.userAgent,
  accessTtlSeconds,
  ttlSeconds,
  refresh?.id ?? null,
  refresh?.hash ?? null,
  refresh?.ttlSeconds ?? null,
];
