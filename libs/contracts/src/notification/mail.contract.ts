import { defineEvent } from '../event.js';
import type { UserId } from '../ids.js';

/** What each mail says: the JSON inside `sealed`. `name` greets. */
export interface MailContent {
  /** `code`: six digits, good for 10 minutes (CB §1.1). */
  readonly 'verify-email': { readonly name: string; readonly code: string };
  /** `token`: good for one hour (CB §1.7). */
  readonly 'reset-password': { readonly name: string; readonly token: string };
  /** `lines`: who wrote and where, one a line; never what was said. `stopLink`: whoever posts to it ends these mails. */
  readonly missed: { readonly count: string; readonly lines: string; readonly stopLink: string };
  readonly 'account-suspended': { readonly name: string; readonly reason: string };
}

/** Templates the notification service knows. */
export type MailTemplate = keyof MailContent;

/**
 * Asks for one mail. `sealed` is the template's content, encrypted with SERVER_KEY when it holds a secret
 * (codes, links): neither outbox nor stream may carry one in the clear.
 */
export const mailRequested = defineEvent<{
  /** Whose it is: none goes to who is deleted meanwhile (C80). */
  readonly userId?: UserId;
  readonly to: string;
  readonly template: MailTemplate;
  readonly sealed: string;
}>('auth.mail.requested.v1');
