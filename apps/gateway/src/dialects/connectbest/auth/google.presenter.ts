import type { AppError, auth } from '@parley/contracts';
import { htmlPage } from '../../../edge/html-page.js';

/** Where CB-1.9 leads; who still owes a second factor goes to give it (C18). */
export const dashboardUrl = (appUrl: string, { accessToken, mfa }: auth.IssuedSession): string => {
  const token = encodeURIComponent(accessToken);
  return mfa === 'pending' ? `${appUrl}/login?two_factor=required&token=${token}` : `${appUrl}/dashboard?token=${token}`;
};

/** Where a refused sign-in leads (A-CB-06). */
export const refusedUrl = (appUrl: string, { code }: AppError): string => `${appUrl}/login?error=${code}`;

/** For a callback whose browser did not begin the sign-in, or began it too long ago. */
export const mismatchPage = (): string =>
  htmlPage('Sign-in failed', '<p>This sign-in was not begun in this browser, or too long ago. <a href="../google">Try again</a>.</p>\n');
