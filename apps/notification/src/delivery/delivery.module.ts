import { Module } from '@nestjs/common';
import { MailModule } from '../mail/mail.module.js';
import { PushModule } from '../push/push.module.js';
import { SmsModule } from '../sms/sms.module.js';
import { Channels } from './channels.js';
import { DeliveryEvents } from './delivery.events.js';
import { DeliveryProbes } from './delivery-probes.js';
import { DeliveryRepository } from './delivery.repository.js';
import { DispatchDeliveries } from './dispatch-deliveries.use-case.js';
import { LetterWriter } from './letter-writer.js';
import { QueueDelivery } from './queue-delivery.use-case.js';
import { TidyLedger } from './tidy-ledger.use-case.js';

@Module({
  imports: [MailModule, SmsModule, PushModule],
  controllers: [DeliveryEvents],
  providers: [Channels, DeliveryRepository, LetterWriter, QueueDelivery, DispatchDeliveries, DeliveryProbes, TidyLedger],
  exports: [DeliveryRepository, DispatchDeliveries],
})
export class DeliveryModule {}
