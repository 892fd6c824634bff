import { describe, expect, it } from '@jest/globals';
import { newId, type auth } from '@parley/contracts';
import { presentPerson } from './people.presenter.js';

describe('presentPerson', () => {
  const account: auth.ListedAccount = {
    userId: newId<'user'>(),
    email: null,
    isEmailVerified: false,
    username: 'ada',
    displayName: 'Ada',
    role: 'user',
    state: 'suspended',
    lastLoginAt: null,
    createdAt: '2026-01-02T03:04:05.678Z',
  };

  it('CB-8.2 shows the state of the account as its status, and null before the first log-in', () => {
    expect(presentPerson(account)).toEqual({
      id: account.userId,
      email: '',
      name: 'Ada',
      role: 'user',
      status: 'suspended',
      emailVerified: false,
      lastLogin: null,
      createdAt: '2026-01-02T03:04:05.678Z',
    });
  });
});
