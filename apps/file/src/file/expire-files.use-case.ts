import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Transactions } from '@parley/persistence';
import { FileRepository } from './file.repository.js';
import { RemoveFiles } from './remove-files.use-case.js';

const batch = 100;

/** Deletes what nobody used in time (C69), and tickets and uploads that were given up. */
@Injectable()
export class ExpireFiles {
  private readonly logger = new Logger(ExpireFiles.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly files: FileRepository,
    private readonly removal: RemoveFiles,
  ) {}

  @Interval(60_000)
  async execute(): Promise<void> {
    try {
      while ((await this.expireSome()) === batch) this.removal.wake();
      this.removal.wake();
    } catch (error) {
      this.logger.warn(`expired files stay until the next turn: ${(error as Error).message}`);
    }
  }

  private expireSome(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const ids = await this.files.lockExpired(tx, batch);
      await this.removal.execute(tx, ids, 'expired', null);
      return ids.length;
    });
  }
}
