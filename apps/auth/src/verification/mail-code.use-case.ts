import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { AccountLetters } from '../account/account-letters.adapter.js';
import { AuthConfig } from '../auth.config.js';
import { codeRules, digestCode, newCode } from './verification-code.policy.js';
import { VerificationCodeRepository } from './verification-code.repository.js';

export interface Addressee {
  readonly userId: UserId;
  readonly email: string;
  /** How the mail greets. */
  readonly name: string;
  /** False: it comes with the registration. */
  readonly isAsked: boolean;
}

/** Mails a new 6-digit code, which voids the one before; nothing when that was asked for less than a minute ago. */
@Injectable()
export class MailCode {
  constructor(
    private readonly codes: VerificationCodeRepository,
    private readonly letters: AccountLetters,
    private readonly config: AuthConfig,
  ) {}

  async execute(tx: Tx, { userId, email, name, isAsked }: Addressee): Promise<void> {
    const code = newCode();
    const isNew = await this.codes.put(tx, userId, 'email', digestCode(this.config.SERVER_KEY, userId, 'email', code), { ...codeRules, isAsked });
    if (isNew) await this.letters.send(tx, { userId, to: email }, 'verify-email', { code, name });
  }
}
