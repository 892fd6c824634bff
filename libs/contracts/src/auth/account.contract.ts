import type { SessionId, UserId } from '../ids.js';

export const roles = ['user', 'admin'] as const;
export type Role = (typeof roles)[number];

/** An account as its owner may see it. */
export interface Account {
  readonly userId: UserId;
  /** Null only for accounts made through UMOC without one (A-UM-01). */
  readonly email: string | null;
  readonly isEmailVerified: boolean;
  readonly username: string;
  readonly role: Role;
  readonly state: 'active' | 'suspended' | 'deleted';
  /** ISO 8601 UTC; null before the first log-in. */
  readonly lastLoginAt: string | null;
  readonly createdAt: string;
}

/** `pending`: only verify, refresh and log out are allowed until the second factor is given (C18). */
export type MfaState = 'none' | 'pending' | 'passed';

/** What a client holds after a log-in. Secrets are shown once and stored hashed. */
export interface IssuedSession {
  readonly sessionId: SessionId;
  readonly accessToken: string;
  /** Seconds. */
  readonly accessTtlSeconds: number;
  /** Null in UMOC, which has none, and after a refresh that does not rotate. */
  readonly refreshToken: string | null;
  readonly refreshTtlSeconds: number | null;
  /** UMOC's opaque session token (A-UM-02); null elsewhere. */
  readonly sessionToken: string | null;
  /** When the session itself ends: ISO 8601 UTC. */
  readonly expiresAt: string;
  readonly mfa: MfaState;
}

/** Claims of an access token (C13). Times are Unix seconds. */
export interface AccessClaims {
  readonly sub: UserId;
  readonly sid: SessionId;
  readonly dia: string;
  readonly role: Role;
  readonly email: string | null;
  readonly mfa: MfaState;
  readonly jti: string;
  readonly iat: number;
  readonly exp: number;
}
