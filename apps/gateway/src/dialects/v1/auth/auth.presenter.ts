import type { auth } from '@parley/contracts';
import type { LoggedIn } from '../../../views/log-in.view.js';
import { success, v1Time } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';

/** Response of V1-1.1. */
export const presentRegistration = ({ account }: auth.Registration) => ({
  ...success({
    user_id: v1Ids.user.encode(account.userId),
    email: account.email,
    username: account.username,
    created_at: v1Time(account.createdAt),
  }),
  message: 'User registered successfully. Please verify your email.',
});

/** Response of V1-1.2. */
export const presentLogIn = ({ account, session, profile }: LoggedIn) =>
  success({
    access_token: session.accessToken,
    refresh_token: session.refreshToken,
    expires_in: session.accessTtlSeconds,
    token_type: 'Bearer',
    user: {
      user_id: v1Ids.user.encode(account.userId),
      email: account.email,
      username: account.username,
      avatar_url: profile.avatarUrl,
    },
  });

/** Response of V1-1.3: the refresh token stays as it is (A-V1-04). */
export const presentRefreshed = (session: auth.IssuedSession) => success({ access_token: session.accessToken, expires_in: session.accessTtlSeconds });
