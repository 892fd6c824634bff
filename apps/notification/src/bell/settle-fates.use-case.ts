import { Injectable } from '@nestjs/common';
import type { NotificationId } from '@parley/contracts';
import { Transactions, type Tx } from '@parley/persistence';
import { Alerts } from '../alert/alerts.port.js';
import { FateRepository, type Fate } from './fate.repository.js';

/**
 * Brings notifications in line with what has become of what they tell, and keeps it for those that come late. Fates only
 * ever go forward, so a repeat changes nothing.
 */
@Injectable()
export class SettleFates {
  constructor(
    private readonly transactions: Transactions,
    private readonly fates: FateRepository,
    private readonly alerts: Alerts,
  ) {}

  /** `apply` answers the notifications of which nobody needs to hear any more. */
  async execute(fates: readonly Fate[], apply: (tx: Tx, fates: FateRepository) => Promise<readonly NotificationId[]>): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.fates.lock(tx);
      await this.fates.note(tx, fates);
      const settled = await apply(tx, this.fates);
      if (settled.length > 0) await this.alerts.withdraw(tx, settled);
    });
  }
}
