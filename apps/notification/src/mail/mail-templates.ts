import type { notification } from '@parley/contracts';

type Render = (data: Readonly<Record<string, string>>, appUrl: string) => { readonly subject: string; readonly text: string };

const templates: Readonly<Record<notification.MailTemplate, Render>> = {
  'verify-email': ({ name, code }) => ({
    subject: 'Your verification code',
    text: `Hello ${name ?? ''},\n\nyour verification code is ${code ?? ''}. It is valid for 10 minutes.\n\nIf you did not ask for it, ignore this mail.\n`,
  }),
  'reset-password': ({ name, token }, appUrl) => ({
    subject: 'Reset your password',
    text: `Hello ${name ?? ''},\n\nset a new password here, within one hour:\n${appUrl}/reset-password?token=${token ?? ''}\n\nIf you did not ask for it, ignore this mail.\n`,
  }),
  'account-suspended': ({ name, reason }) => ({
    subject: 'Your account is suspended',
    text: `Hello ${name ?? ''},\n\nyour account has been suspended: ${reason ?? ''}\n`,
  }),
};

/** Subject and text of a mail from its template's data. */
export const renderMail = (
  template: notification.MailTemplate,
  data: Readonly<Record<string, string>>,
  appUrl: string,
): { readonly subject: string; readonly text: string } => templates[template](data, appUrl);
