import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '@parley/persistence';
import { DeliveryRepository } from './delivery.repository.js';

const hourMs = 3_600_000;
const keptDays = 30;

/** Drops letters whose codes are dead, and forgets old ones. What fails is done at the next turn. */
@Injectable()
export class TidyLedger {
  private readonly logger = new Logger(TidyLedger.name);

  constructor(
    private readonly database: Database,
    private readonly ledger: DeliveryRepository,
  ) {}

  @Interval(2_000)
  async execute(): Promise<void> {
    const count = await this.ledger.expire(this.database);
    if (count > 0) this.logger.error(`${count} letters expired before a provider took them`);
  }

  @Interval(hourMs)
  async forget(): Promise<void> {
    await this.ledger.forget(this.database, keptDays);
  }
}
