/** One mail, ready to go. */
export interface Mail {
  /** Names the mail for ever: sending it twice must reach the reader once. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Whatever carries mails away: a provider, or the outbox directory. */
export abstract class MailCarrier {
  /** Resolves once the carrier has taken the mail; throws when it should be tried again. */
  abstract carry(mail: Mail): Promise<void>;
}
