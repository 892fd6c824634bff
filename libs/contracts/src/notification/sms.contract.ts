import { defineEvent } from '../event.js';
import type { UserId } from '../ids.js';

/** What each SMS says: the JSON inside `sealed`. */
export interface SmsContent {
  /** `code`: good for 10 minutes (A-CB-07). */
  readonly 'second-factor-code': { readonly code: string };
  /** `code`: good for 10 minutes. */
  readonly 'phone-verification': { readonly code: string };
}

export type SmsTemplate = keyof SmsContent;

/**
 * Asks for one SMS. `to` is `+` and 7 to 15 digits (A-CB-14), as `sealAddress` keeps it: a number is never stored in the
 * clear (C87). `sealed` is the template's content, encrypted with SERVER_KEY.
 */
export const smsRequested = defineEvent<{
  /** Whose it is: none goes to who is deleted meanwhile (C80). */
  readonly userId?: UserId;
  readonly to: string;
  readonly template: SmsTemplate;
  readonly sealed: string;
}>('auth.sms.requested.v1');
