import { Controller } from '@nestjs/common';
import { notification, type EventEnvelope } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { SendMail } from './send-mail.use-case.js';

type MailRequested = NonNullable<(typeof notification.mailRequested)['payload']>;

@Controller()
export class MailEvents {
  constructor(private readonly sendMail: SendMail) {}

  @OnEvent(notification.mailRequested, 'mail')
  requested(event: EventEnvelope<MailRequested>): Promise<void> {
    return this.sendMail.execute(event);
  }
}
