import { escapeHtml } from '@parley/contracts';
import { htmlPage } from '../../../edge/html-page.js';

const hidden = (name: string, value: string): string => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;

/** Posted to where its page is, without the query: before our paths may stand one of a proxy. */
const form = (fields: string, button: string): string =>
  `<form method="post" action="?" autocomplete="off">${fields}<button>${button}</button></form>\n`;

const told = (problem: string | null): string => (problem === null ? '' : `<p role="alert">${escapeHtml(problem)}</p>\n`);

/** A form and not a confirmation at once: mail scanners open links, and would use up the code. */
export const verifyPage = (email: string, code: string, problem: string | null): string =>
  htmlPage(
    'Verify your address',
    `${told(problem)}<p>This confirms that ${escapeHtml(email)} is yours.</p>\n` +
      form(hidden('email', email) + hidden('code', code), 'Verify my address'),
  );

export const verifiedPage = (): string => htmlPage('Your address is verified', '<p>You may close this page and sign in.</p>\n');

export const resetPage = (token: string, problem: string | null): string =>
  htmlPage(
    'Reset your password',
    told(problem) +
      form(
        `${hidden('token', token)}<label for="password">New password: 8 characters or more, with an upper-case letter, a lower-case letter and a number</label>
<input id="password" name="newPassword" type="password" minlength="8" maxlength="1024" autocomplete="new-password" required>`,
        'Set password',
      ),
  );

export const passwordSetPage = (): string =>
  htmlPage('Your password is set', '<p>Every session has ended. You may close this page and sign in with the new password.</p>\n');

export const brokenLinkPage = (): string =>
  htmlPage('This link is broken', '<p>Some of it is missing. Copy all of the address from your mail, or ask for a new one.</p>\n');
