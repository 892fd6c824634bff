import { Injectable } from '@nestjs/common';
import { notification, type UserId } from '@parley/contracts';
import { Outbox, type Tx } from '@parley/persistence';
import { seal, sealAddress } from '@parley/runtime';
import { AuthConfig } from '../auth.config.js';

/** Whose letter it is, and where it goes. */
interface Reader {
  readonly userId: UserId;
  readonly to: string;
}

/** Asks notification for mails and SMS inside the caller's transaction; what they say is sealed on its way. */
@Injectable()
export class AccountLetters {
  constructor(
    private readonly outbox: Outbox,
    private readonly config: AuthConfig,
  ) {}

  async send<T extends notification.MailTemplate>(tx: Tx, { userId, to }: Reader, template: T, content: notification.MailContent[T]): Promise<void> {
    const sealed = seal(this.config.SERVER_KEY, JSON.stringify(content));
    await this.outbox.add(tx, notification.mailRequested, { userId, to, template, sealed }, null);
  }

  async text<T extends notification.SmsTemplate>(tx: Tx, { userId, to }: Reader, template: T, content: notification.SmsContent[T]): Promise<void> {
    const key = this.config.SERVER_KEY;
    const order = { userId, to: sealAddress(key, to), template, sealed: seal(key, JSON.stringify(content)) };
    await this.outbox.add(tx, notification.smsRequested, order, null);
  }
}
