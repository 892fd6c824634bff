import { Module } from '@nestjs/common';
import { MailEvents } from './mail.events.js';
import { MailCarrier } from './mail.port.js';
import { OutboxMailAdapter } from './outbox-mail.adapter.js';
import { SendMail } from './send-mail.use-case.js';

@Module({ controllers: [MailEvents], providers: [SendMail, { provide: MailCarrier, useClass: OutboxMailAdapter }] })
export class MailModule {}
