import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { AuthConfig } from '../auth.config.js';
import { digestCode, judgeCode, type Purpose } from './verification-code.policy.js';
import { VerificationCodeRepository } from './verification-code.repository.js';

/** Tries a code inside the caller's transaction, which must commit either way: a wrong try counts, a right one uses the code up. */
@Injectable()
export class UseCode {
  constructor(
    private readonly codes: VerificationCodeRepository,
    private readonly config: AuthConfig,
  ) {}

  async execute(tx: Tx, userId: UserId, purpose: Purpose, code: string): Promise<boolean> {
    const given = digestCode(this.config.SERVER_KEY, userId, purpose, code);
    const judgement = judgeCode(await this.codes.lock(tx, userId, purpose), given);
    if (judgement === 'wrong') await this.codes.countTry(tx, userId, purpose);
    if (judgement === 'right') await this.codes.remove(tx, userId, purpose);
    return judgement === 'right';
  }
}
