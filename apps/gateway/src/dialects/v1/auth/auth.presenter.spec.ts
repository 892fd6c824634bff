import { describe, expect, it } from '@jest/globals';
import { hexOf, newId, type auth, user } from '@parley/contracts';
import { presentLogIn, presentRefreshed, presentRegistration } from './auth.presenter.js';

const account: auth.Account = {
  userId: newId<'user'>(),
  email: 'user@example.com',
  isEmailVerified: false,
  username: 'johndoe',
  role: 'user',
  state: 'active',
  lastLoginAt: null,
  createdAt: '2025-01-15T10:30:00.123Z',
};
const session: auth.IssuedSession = {
  sessionId: newId<'session'>(),
  accessToken: 'access',
  accessTtlSeconds: 3_600,
  refreshToken: 'refresh',
  refreshTtlSeconds: 2_592_000,
  sessionToken: null,
  expiresAt: '2025-02-14T10:30:00.123Z',
  mfa: 'none',
};
const profile: user.Profile = {
  ...user.untouchedSettings,
  id: account.userId,
  num: 7,
  username: 'johndoe',
  displayName: 'John Doe',
  avatarUrl: 'https://cdn.example.com/a.jpg',
  email: 'user@example.com',
  phone: null,
  bio: null,
  publicKey: null,
  statusMessage: null,
  createdAt: account.createdAt,
  updatedAt: account.createdAt,
};
const user_id = `usr_${hexOf(account.userId)}`;

describe('what auth answers', () => {
  it('shows a registration without tokens', () => {
    expect(presentRegistration({ account, session: null })).toEqual({
      success: true,
      data: { user_id, email: 'user@example.com', username: 'johndoe', created_at: '2025-01-15T10:30:00Z' },
      message: 'User registered successfully. Please verify your email.',
    });
  });

  it('shows a log-in with its user', () => {
    expect(presentLogIn({ account, session, profile })).toEqual({
      success: true,
      data: {
        access_token: 'access',
        refresh_token: 'refresh',
        expires_in: 3_600,
        token_type: 'Bearer',
        user: { user_id, email: 'user@example.com', username: 'johndoe', avatar_url: 'https://cdn.example.com/a.jpg' },
      },
    });
  });

  it('shows a refresh without the refresh token', () => {
    expect(presentRefreshed(session)).toEqual({ success: true, data: { access_token: 'access', expires_in: 3_600 } });
  });
});
