import { Module } from '@nestjs/common';
import type { Carrier } from '../carrier/carrier.port.js';
import { OutboxAdapter } from '../carrier/outbox.adapter.js';
import { NotificationConfig } from '../notification.config.js';
import { HttpSmsAdapter } from './http-sms.adapter.js';
import { SmsCarrier } from './sms.port.js';

const makeCarrier = ({ SMS_URL, PARLEY_DATA }: NotificationConfig): Carrier =>
  SMS_URL === undefined ? new OutboxAdapter('sms', PARLEY_DATA) : new HttpSmsAdapter(SMS_URL);

@Module({ providers: [{ provide: SmsCarrier, inject: [NotificationConfig], useFactory: makeCarrier }], exports: [SmsCarrier] })
export class SmsModule {}
