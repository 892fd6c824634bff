import type { notification } from '@parley/contracts';
import { defineTemplate, type Template } from '../carrier/template.js';
import { layOut } from './mail-layout.js';

const minute = 60;
const hour = 60 * minute;
const unasked = 'If you did not ask for this, ignore this mail.';

/** The subject of a mail shows on locked screens: no code stands in it. */
export const mailTemplates: Readonly<Record<notification.MailTemplate, Template>> = {
  'verify-email': defineTemplate<notification.MailContent['verify-email']>(10 * minute, ['name', 'code'], ({ name, code }, { to, appUrl }) =>
    layOut('Your verification code', name, [
      'Your verification code is:',
      { code },
      'It is valid for 10 minutes.',
      // A-V1-02: the code and a link. Digits in an address come after the code, for those who read the first six.
      { label: 'Or verify your address here', link: `${appUrl}/verify-email?${new URLSearchParams({ code, email: to }).toString()}` },
      unasked,
    ]),
  ),
  'reset-password': defineTemplate<notification.MailContent['reset-password']>(hour, ['name', 'token'], ({ name, token }, { appUrl }) =>
    layOut('Reset your password', name, [
      // A-CB-10.
      { label: 'Set a new password here, within one hour', link: `${appUrl}/reset-password?${new URLSearchParams({ token }).toString()}` },
      unasked,
    ]),
  ),
  missed: defineTemplate<notification.MailContent['missed']>(24 * hour, ['count', 'lines', 'stopLink'], ({ count, lines, stopLink }, { appUrl }) => ({
    ...layOut(count === '1' ? 'You missed a notification' : `You missed ${count} notifications`, '', [
      'While you were away:',
      lines,
      { label: 'Read on', link: appUrl },
      { label: 'Get no such mails any more', link: stopLink },
    ]),
    // RFC 8058: one press in the reader's mail program, which posts to the link.
    headers: { 'List-Unsubscribe': `<${stopLink}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  })),
  'account-suspended': defineTemplate<notification.MailContent['account-suspended']>(72 * hour, ['name', 'reason'], ({ name, reason }) =>
    layOut('Your account is suspended', name, [`Your account has been suspended: ${reason}`]),
  ),
};
