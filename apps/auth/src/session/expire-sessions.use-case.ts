import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Transactions } from '@parley/persistence';
import { RevokeSessions } from './revoke-sessions.use-case.js';
import { SessionRepository } from './session.repository.js';

const everyMs = 60_000;
const batchSize = 500;

/** Ends sessions past their time, so that their sockets are told (A-UM-03). Any number of replicas may run it. */
@Injectable()
export class ExpireSessions {
  private readonly logger = new Logger(ExpireSessions.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: SessionRepository,
    private readonly revokeSessions: RevokeSessions,
  ) {}

  @Interval(everyMs)
  async tick(): Promise<void> {
    await this.execute().catch((error: Error) => this.logger.warn(`sessions were not expired: ${error.message}`));
  }

  /** Answers how many sessions it ended. */
  async execute(): Promise<number> {
    let ended = 0;
    for (;;) {
      const revoked = await this.transactions.run(async (tx) => {
        const ids = await this.sessions.listExpired(tx, batchSize);
        return this.revokeSessions.execute(tx, ids, 'expired', null);
      });
      this.revokeSessions.announce(revoked);
      ended += revoked.length;
      if (revoked.length < batchSize) return ended;
    }
  }
}
