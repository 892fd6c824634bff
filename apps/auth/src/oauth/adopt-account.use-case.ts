import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { AccountRepository } from '../account/account.repository.js';
import { ConfirmEmail } from '../account/confirm-email.use-case.js';
import { SecondFactorRepository } from '../second-factor/second-factor.repository.js';
import { RevokeSessions } from '../session/revoke-sessions.use-case.js';

/**
 * Gives an account to whoever has proved its address. If nobody had before, its password and sessions may be those of a
 * stranger who registered it in advance: they end.
 */
@Injectable()
export class AdoptAccount {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly factors: SecondFactorRepository,
    private readonly revokeSessions: RevokeSessions,
    private readonly confirmEmail: ConfirmEmail,
  ) {}

  /** Answers the sessions it ended. */
  async execute(tx: Tx, { userId, isEmailVerified }: auth.Account, email: string): Promise<readonly auth.Revocation[]> {
    if (isEmailVerified) return [];
    await this.accounts.setPassword(tx, userId, null);
    for (const kind of ['sms', 'totp'] as const) await this.factors.remove(tx, userId, kind);
    await this.confirmEmail.execute(tx, userId, email);
    return this.revokeSessions.ofUser(tx, userId, 'password', null);
  }
}
