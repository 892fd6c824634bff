import { Controller } from '@nestjs/common';
import { notification, type EventEnvelope } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { QueueDelivery } from './queue-delivery.use-case.js';

type MailRequested = NonNullable<(typeof notification.mailRequested)['payload']>;
type SmsRequested = NonNullable<(typeof notification.smsRequested)['payload']>;

@Controller()
export class DeliveryEvents {
  constructor(private readonly queueDelivery: QueueDelivery) {}

  @OnEvent(notification.mailRequested, 'mail')
  mailRequested(event: EventEnvelope<MailRequested>): Promise<void> {
    return this.queueDelivery.execute('email', event);
  }

  @OnEvent(notification.smsRequested, 'sms')
  smsRequested(event: EventEnvelope<SmsRequested>): Promise<void> {
    return this.queueDelivery.execute('sms', event);
  }
}
