import { Module } from '@nestjs/common';
import type { Carrier } from '../carrier/carrier.port.js';
import { OutboxAdapter } from '../carrier/outbox.adapter.js';
import { NotificationConfig } from '../notification.config.js';
import { MailCarrier } from './mail.port.js';
import { SmtpMailAdapter } from './smtp-mail.adapter.js';

const makeCarrier = ({ SMTP_URL, MAIL_FROM, PARLEY_DATA }: NotificationConfig): Carrier =>
  SMTP_URL === undefined || MAIL_FROM === undefined ? new OutboxAdapter('email', PARLEY_DATA) : new SmtpMailAdapter(SMTP_URL, MAIL_FROM);

@Module({ providers: [{ provide: MailCarrier, inject: [NotificationConfig], useFactory: makeCarrier }], exports: [MailCarrier] })
export class MailModule {}
