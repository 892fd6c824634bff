import { Controller, Logger } from '@nestjs/common';
import { notification, type EventEnvelope } from '@parley/contracts';
import { OnEvent } from '@parley/transport';

type MailRequested = NonNullable<(typeof notification.mailRequested)['payload']>;

@Controller()
export class MailEvents {
  private readonly logger = new Logger(MailEvents.name);

  @OnEvent(notification.mailRequested, 'mail')
  async send(event: EventEnvelope<MailRequested>): Promise<void> {
    this.logger.log(`mail ${event.payload.template}`);
  }
}
