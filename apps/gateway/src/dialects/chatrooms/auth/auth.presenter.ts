import type { auth } from '@parley/contracts';
import type { LoggedIn } from '../../../views/log-in.view.js';
import type { Registered } from '../../../views/registration.view.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { presentTime, presentTimeOrNull } from '../chatrooms-time.js';

const presentTokens = ({ accessToken, refreshToken, accessTtlSeconds }: auth.IssuedSession) => ({
  access_token: accessToken,
  refresh_token: refreshToken,
  expires_in: accessTtlSeconds,
});

/** RC-auth.register. Nobody has an avatar yet. */
export const presentRegistration = ({ account, session, displayName }: Registered) => ({
  user: {
    id: chatroomsIds.encode(account.userId),
    username: account.username,
    email: account.email,
    display_name: displayName,
    avatar_url: null,
    is_verified: account.isEmailVerified,
    created_at: presentTime(account.createdAt),
  },
  ...presentTokens(session),
});

/** RC-auth.login. */
export const presentLogIn = ({ account, session, profile }: LoggedIn) => ({
  user: {
    id: chatroomsIds.encode(account.userId),
    username: account.username,
    display_name: profile.displayName,
    avatar_url: profile.avatarUrl,
    last_login: presentTimeOrNull(account.lastLoginAt),
  },
  ...presentTokens(session),
});

/** RC-auth.refresh: the refresh token stays the same (A-RC-28). */
export const presentRefresh = ({ accessToken, accessTtlSeconds }: auth.IssuedSession) => ({
  access_token: accessToken,
  expires_in: accessTtlSeconds,
});
