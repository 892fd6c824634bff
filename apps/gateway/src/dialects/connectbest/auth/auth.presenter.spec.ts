import { describe, expect, it } from '@jest/globals';
import { newId, user, type auth } from '@parley/contracts';
import { presentLoggedIn, presentMe, presentRegistration } from './auth.presenter.js';

const account: auth.Account = {
  userId: newId(),
  email: 'ann@x.org',
  isEmailVerified: false,
  username: 'ann',
  role: 'user',
  state: 'active',
  lastLoginAt: null,
  createdAt: '2026-01-01T00:00:00Z',
};
const profile: user.Profile = {
  ...user.untouchedSettings,
  id: account.userId,
  num: 3,
  username: 'ann',
  displayName: 'Ann B',
  avatarUrl: 'http://x/a.png',
  email: 'ann@x.org',
  phone: '+4915112345678',
  bio: 'secret',
  publicKey: null,
  statusMessage: 'busy bee',
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
};

describe('users of section 1', () => {
  it('1.1: seven keys, a token and where the mail went', () => {
    expect(presentRegistration(account, { name: 'Ann B', phone: null }, 'jwt')).toEqual({
      user: {
        id: account.userId,
        email: 'ann@x.org',
        name: 'Ann B',
        role: 'user',
        phone: null,
        emailVerified: false,
        createdAt: '2026-01-01T00:00:00.000Z',
      },
      token: 'jwt',
      message: 'Verification email sent to ann@x.org',
    });
  });

  const loggedIn = {
    id: account.userId,
    email: 'ann@x.org',
    name: 'Ann B',
    role: 'user',
    phone: '+4915112345678',
    image: 'http://x/a.png',
    emailVerified: false,
    status: 'offline',
    statusMessage: 'busy bee',
  };

  it('1.2: nine keys', () => {
    expect(presentLoggedIn({ account, profile, presence: undefined })).toEqual(loggedIn);
  });

  it('1.5: with preferences and age; never a null for the address', () => {
    expect(presentMe({ account: { ...account, email: null }, profile, presence: undefined })).toEqual({
      ...loggedIn,
      email: '',
      preferences: { notifications: true, soundEnabled: true, timezone: 'UTC' },
      createdAt: '2026-01-01T00:00:00.000Z',
    });
  });
});
