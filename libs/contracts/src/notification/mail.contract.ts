import { defineEvent } from '../event.js';

/** Templates the notification service knows. */
export type MailTemplate = 'verify-email' | 'reset-password' | 'account-suspended';

/**
 * Asks for one mail. `sealed` is the template's data, encrypted with SERVER_KEY when it holds a secret
 * (codes, links): neither outbox nor stream may carry one in the clear (architecture 8).
 */
export const mailRequested = defineEvent<{
  readonly to: string;
  readonly template: MailTemplate;
  readonly sealed: string;
}>('auth.mail.requested.v1');
