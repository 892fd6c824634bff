import { describe, expect, it } from '@jest/globals';
import { AppError, newId, type auth } from '@parley/contracts';
import { dashboardUrl, refusedUrl } from './google.presenter.js';

describe('sign-in with Google', () => {
  const session = { sessionId: newId<'session'>(), accessToken: 'a.b.c', mfa: 'none' } as auth.IssuedSession;

  it('CB-1.9 leads to the dashboard with the token, or to the second factor first', () => {
    expect(dashboardUrl('https://app', session)).toBe('https://app/dashboard?token=a.b.c');
    expect(dashboardUrl('https://app', { ...session, mfa: 'pending' })).toBe('https://app/login?two_factor=required&token=a.b.c');
  });

  it('A-CB-06 leads to the log-in page with the reason when refused', () => {
    expect(refusedUrl('https://app', new AppError('ACCOUNT_SUSPENDED'))).toBe('https://app/login?error=ACCOUNT_SUSPENDED');
  });
});
