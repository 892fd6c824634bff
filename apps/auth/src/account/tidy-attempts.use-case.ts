import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '@parley/persistence';
import { AttemptRepository } from './attempt.repository.js';

const hourMs = 3_600_000;
/** Long enough to look into a break-in; then who came from where is nobody's business any more. */
const keptDays = 90;
/** So that no sweep holds many rows at a time. */
const rowsPerSweep = 5_000;

/** Forgets attempts that are old. What fails is done at the next turn; any number of replicas may do it. */
@Injectable()
export class TidyAttempts {
  private readonly logger = new Logger(TidyAttempts.name);

  constructor(
    private readonly database: Database,
    private readonly attempts: AttemptRepository,
  ) {}

  @Interval(hourMs)
  async tick(): Promise<void> {
    await this.execute().catch((error: Error) => this.logger.warn(`attempts were not tidied: ${error.message}`));
  }

  async execute(): Promise<void> {
    while ((await this.attempts.forget(this.database, keptDays, rowsPerSweep)) === rowsPerSweep);
  }
}
