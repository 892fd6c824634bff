import { Controller } from '@nestjs/common';
import { notification, type EventOf } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { QueueDelivery } from './queue-delivery.use-case.js';

@Controller()
export class DeliveryEvents {
  constructor(private readonly queueDelivery: QueueDelivery) {}

  @OnEvent(notification.mailRequested, 'mail')
  mailRequested(event: EventOf<typeof notification.mailRequested>): Promise<void> {
    return this.queueDelivery.execute('email', event);
  }

  @OnEvent(notification.smsRequested, 'sms')
  smsRequested(event: EventOf<typeof notification.smsRequested>): Promise<void> {
    return this.queueDelivery.execute('sms', event);
  }
}
