import type { auth, user } from '@parley/contracts';
import { epochSeconds } from '../time.codec.js';

/** A session and whose it is. */
export interface SignIn {
  readonly session: auth.IssuedSession;
  readonly profile: user.Profile;
}

/** What a client connects with (A-UM-01). */
export const presentSignIn = ({ session, profile }: SignIn) => ({
  sessionID: session.sessionId,
  token: session.sessionToken ?? session.accessToken,
  user_id: profile.num,
  username: profile.username,
  session_expires: epochSeconds(Date.parse(session.expiresAt)),
});
