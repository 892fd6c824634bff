import { notification, newId, type EventEnvelope } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { seal, sealAddress } from '@parley/runtime';

export type MailRequested = EventEnvelope<NonNullable<(typeof notification.mailRequested)['payload']>>;
export type SmsRequested = EventEnvelope<NonNullable<(typeof notification.smsRequested)['payload']>>;

export const newAddress = (): string => `${newId().replaceAll('-', '')}@example.org`;

/** Asks for a mail, as auth does. */
export const mailOrder = <T extends notification.MailTemplate>(
  serverKey: string,
  to: string,
  template: T,
  content: notification.MailContent[T],
): MailRequested => envelopeOf(notification.mailRequested, { to, template, sealed: seal(serverKey, JSON.stringify(content)) }, null);

/** The commonest mail: a code for Ann. */
export const codeOrder = (serverKey: string, to: string, code: string): MailRequested =>
  mailOrder(serverKey, to, 'verify-email', { name: 'Ann', code });

export const smsOrder = (serverKey: string, to: string, template: notification.SmsTemplate, code: string): SmsRequested =>
  envelopeOf(notification.smsRequested, { to: sealAddress(serverKey, to), template, sealed: seal(serverKey, JSON.stringify({ code })) }, null);
