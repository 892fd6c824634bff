import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { AccountLetters } from '../account/account-letters.adapter.js';
import { AuthConfig } from '../auth.config.js';
import { codeRules, digestCode, newCode } from '../verification/verification-code.policy.js';
import { VerificationCodeRepository } from '../verification/verification-code.repository.js';

/** At most one SMS in 30 s (A-CB-08). */
const rules = { ...codeRules, resendSeconds: 30, isAsked: true } as const;

/** Texts a new 6-digit code, which voids the one before; nothing when that is less than 30 s old. */
@Injectable()
export class TextCode {
  constructor(
    private readonly codes: VerificationCodeRepository,
    private readonly letters: AccountLetters,
    private readonly config: AuthConfig,
  ) {}

  async execute(tx: Tx, userId: UserId, phone: string): Promise<void> {
    const code = newCode();
    const isNew = await this.codes.put(tx, userId, 'sms', digestCode(this.config.SERVER_KEY, userId, 'sms', code), rules);
    if (isNew) await this.letters.text(tx, { userId, to: phone }, 'second-factor-code', { code });
  }
}
