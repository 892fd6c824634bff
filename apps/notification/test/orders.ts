import { notification, newId, type EventOf } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { seal, sealAddress } from '@parley/runtime';

export type MailRequested = EventOf<typeof notification.mailRequested>;
export type SmsRequested = EventOf<typeof notification.smsRequested>;

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
