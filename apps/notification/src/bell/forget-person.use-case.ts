import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { Alerts } from '../alert/alerts.port.js';
import { RecipientRepository } from '../recipient/recipient.repository.js';
import { FateRepository } from './fate.repository.js';
import { NotificationRepository } from './notification.repository.js';

/** Erases what a deleted person was told and wanted to be told, and what others were told of him (C80). */
@Injectable()
export class ForgetPerson {
  constructor(
    private readonly transactions: Transactions,
    private readonly recipients: RecipientRepository,
    private readonly notifications: NotificationRepository,
    private readonly fates: FateRepository,
    private readonly alerts: Alerts,
  ) {}

  /** Under the lock, so that nothing of him is stored meanwhile; what comes later finds him erased. */
  async execute(userId: UserId): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.fates.lock(tx);
      await this.recipients.erase(tx, userId);
      const erased = await this.notifications.erase(tx, userId);
      if (erased.length > 0) await this.alerts.withdraw(tx, erased);
    });
  }
}
