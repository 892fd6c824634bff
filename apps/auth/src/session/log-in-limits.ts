import { Injectable } from '@nestjs/common';
import { AppError, type auth, type UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { KeyedTurns } from '@parley/runtime';
import { scaled } from '../account/attempt-limit.policy.js';
import { AttemptRepository, subjectOf } from '../account/attempt.repository.js';
import { AuthConfig } from '../auth.config.js';
import { limitsOf } from './log-in-limit.policy.js';

/** Keeps guessers out. It counts in Postgres, where log-ins fail without it anyway: no outage opens it. */
@Injectable()
export class LogInLimits {
  constructor(
    private readonly database: Database,
    private readonly attempts: AttemptRepository,
    private readonly turns: KeyedTurns,
    private readonly config: AuthConfig,
  ) {}

  /**
   * Does `work` unless a limit is reached. Attempts at one subject from one address take turns, so that a burst
   * of guesses cannot pass before the first of them is counted. @throws {AppError} RATE_LIMITED {retryAfterSeconds}
   */
  guard<T>(input: auth.LogInInput, userId: UserId | null, work: () => Promise<T>): Promise<T> {
    const subject = subjectOf(input.identifier, userId);
    return this.turns.take(`${subject} ${input.client.ip}`, async () => {
      const retryAfterSeconds = await this.waitSeconds(input, subject);
      if (retryAfterSeconds === null) return work();
      const { identifier, client } = input;
      await this.attempts.log(this.database, { kind: 'log-in', identifier, userId, client }, 'RATE_LIMITED');
      throw new AppError('RATE_LIMITED', { retryAfterSeconds });
    });
  }

  private waitSeconds({ client }: auth.LogInInput, subject: string): Promise<number | null> {
    const limits = limitsOf(client.dialect).map((limit) => scaled(limit, this.config.RATE_LIMIT_SCALE));
    return this.attempts.waitSeconds(this.database, subject, client.ip, limits);
  }
}
