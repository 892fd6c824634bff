import type { Outcome } from '../carrier/carrier.port.js';

/** What a failed SMTP conversation leaves behind. */
export interface SmtpFailure {
  readonly message: string;
  /** Nodemailer's kind of error, e.g. `EENVELOPE`. */
  readonly code?: string;
  /** The server's own line, when it said something. */
  readonly response?: string;
  readonly responseCode?: number;
  /** What was asked when it went wrong. */
  readonly command?: string;
  /** Of an abort: why it was aborted. */
  readonly cause?: unknown;
}

/** The commands whose answers are about this letter; all others are about us and the server. */
const aboutLetter = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);
/** Log in first, or differently: our configuration is at fault, not the letter. */
const aboutLogin = new Set([530, 534, 535, 538]);
const closing = 421;

const kindOf = ({ code, responseCode, command }: SmtpFailure): 'refused' | 'deferred' | 'unreachable' => {
  if (responseCode === undefined) return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'refused' : 'unreachable';
  if (!aboutLetter.has(command ?? '') || aboutLogin.has(responseCode) || responseCode === closing) return 'unreachable';
  if (responseCode >= 500) return 'refused';
  return responseCode >= 400 ? 'deferred' : 'unreachable';
};

/** RFC 5321 4.2.1: 5xx stays so, 4xx may pass. */
export const outcomeOfSmtp = (failure: SmtpFailure): Outcome => {
  const reason = failure.code === 'EABORT' ? (failure.cause as Error).message : failure.message;
  return { kind: kindOf(failure), answer: failure.response ?? reason };
};
