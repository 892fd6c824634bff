import { Controller } from '@nestjs/common';
import { notification } from '@parley/contracts';
import { Database, Transactions } from '@parley/persistence';
import { HandleRpc } from '@parley/transport';
import { RecipientRepository } from './recipient.repository.js';

@Controller()
export class RecipientRpc {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly recipients: RecipientRepository,
  ) {}

  @HandleRpc(notification.mirrorRecipient)
  async mirror(input: notification.MirrorRecipientInput): Promise<null> {
    await this.recipients.keepNewest(this.database, input);
    return null;
  }

  @HandleRpc(notification.mirrorLevels)
  async mirrorLevels({ userId, levels }: notification.MirrorLevelsInput): Promise<null> {
    await this.transactions.run((tx) => this.recipients.keepLevels(tx, userId, levels));
    return null;
  }

  @HandleRpc(notification.getQuietHours)
  getQuietHours({ userId }: notification.GetQuietHoursInput): Promise<notification.QuietHours> {
    return this.recipients.quietHours(this.database, userId);
  }

  @HandleRpc(notification.changeQuietHours)
  async changeQuietHours(input: notification.ChangeQuietHoursInput): Promise<notification.QuietHours> {
    await this.recipients.changeQuietHours(this.database, input);
    return this.recipients.quietHours(this.database, input.userId);
  }
}
