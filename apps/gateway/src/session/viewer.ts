import type { auth, Dialect, Origin, SessionId, UserId } from '@parley/contracts';

/** Who is asking: resolved once per request or socket, passed on as an argument. */
export interface Viewer extends Origin {
  readonly userId: UserId;
  readonly sessionId: SessionId;
  /** The dialect whose log-in made the session; another dialect's routes accept it too (C12). */
  readonly dialect: Dialect;
  /** As the token says, which may be older than the role: what an admin may do, `AdminView` knows. */
  readonly role: auth.Role;
  readonly email: string | null;
  readonly mfa: auth.MfaState;
  /** Unix milliseconds after which the token is dead. */
  readonly expiresAt: number;
}

/** The acting session as contracts take it, with the dialect acted in (a token may come from another). */
export const originOf = (viewer: Viewer, dialect: Dialect): Origin => ({ userId: viewer.userId, sessionId: viewer.sessionId, dialect });
