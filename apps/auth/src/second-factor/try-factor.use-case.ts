import { Injectable } from '@nestjs/common';
import { AppError, type auth, type UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { AccountRepository } from '../account/account.repository.js';
import { scaled, type GuessLimit } from '../account/attempt-limit.policy.js';
import { AttemptRepository, type Attempt } from '../account/attempt.repository.js';
import { AuthConfig } from '../auth.config.js';
import { UseFactor } from './use-factor.use-case.js';

/** Guesses of one account's codes, from wherever: a million codes are few for many addresses together. */
const guessLimit: GuessLimit = { max: 10, windowSeconds: 15 * 60 };

export interface FactorTry {
  readonly userId: UserId;
  readonly code: string;
  readonly mayActivate: boolean;
  readonly client: Pick<auth.ClientInput, 'dialect' | 'ip'> | null;
}

/** Tries a code within the limit and logs it. Answers the refusal instead of throwing it: what was counted must be committed. */
@Injectable()
export class TryFactor {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly attempts: AttemptRepository,
    private readonly useFactor: UseFactor,
    private readonly config: AuthConfig,
  ) {}

  /** Null when the code is right; else SECOND_FACTOR_WRONG or RATE_LIMITED {retryAfterSeconds}. */
  async execute(tx: Tx, { userId, code, mayActivate, client }: FactorTry): Promise<AppError | null> {
    // The lock makes tries take turns: none goes uncounted, and no code is taken twice.
    const account = await this.accounts.lock(tx, userId);
    const attempt: Attempt = { kind: 'second-factor', identifier: account?.username ?? '', userId, client };
    const retryAfterSeconds = await this.waitSeconds(tx, userId);
    const isRight = retryAfterSeconds === null && account !== null && (await this.useFactor.execute(tx, userId, code, mayActivate));
    const refusal = retryAfterSeconds !== null ? 'RATE_LIMITED' : isRight ? null : 'SECOND_FACTOR_WRONG';
    await this.attempts.log(tx, attempt, refusal ?? 'success');
    return refusal === null ? null : new AppError(refusal, retryAfterSeconds === null ? {} : { retryAfterSeconds });
  }

  /** How long the user must wait until the next try; null when he need not. */
  waitSeconds(tx: Tx, userId: UserId): Promise<number | null> {
    return this.attempts.guessWaitSeconds(tx, 'second-factor', userId, scaled(guessLimit, this.config.RATE_LIMIT_SCALE));
  }
}
