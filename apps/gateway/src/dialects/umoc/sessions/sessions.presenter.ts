import type { user } from '@parley/contracts';
import { epochSeconds } from '../time.codec.js';
import { sessionOver } from '../umoc.errors.js';

/** `connection_successful`; `expiresAt` is Unix ms. */
export const presentConnection = ({ num, username }: user.Profile, expiresAt: number) => ({
  user_id: num,
  username,
  session_expires: epochSeconds(expiresAt),
});

/** `session_status`; `expiresAt` is Unix ms, null when the session is over. */
export const presentSessionStatus = (expiresAt: number | null) =>
  expiresAt === null ? { valid: false, message: sessionOver } : { valid: true, expires_at: epochSeconds(expiresAt) };

/** `pong`; all three in ms, latency never negative (A-UM-08). */
export const presentPong = (timestamp: number, now: number) => ({ timestamp, server_time: now, latency: Math.max(0, now - timestamp) });
