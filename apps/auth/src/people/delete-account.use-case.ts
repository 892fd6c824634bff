import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { RevokeSessions } from '../session/revoke-sessions.use-case.js';
import { EraseAccount } from './erase-account.use-case.js';
import { ProfileErasure } from './profile-erasure.client.js';
import { Target } from './target.js';

/** Ends a person's account for good (CB-8.5, C80); the profile is gone before it answers, the rest follows by event. */
@Injectable()
export class DeleteAccount {
  constructor(
    private readonly transactions: Transactions,
    private readonly target: Target,
    private readonly eraseAccount: EraseAccount,
    private readonly revokeSessions: RevokeSessions,
    private readonly profiles: ProfileErasure,
  ) {}

  /** @throws {AppError} ADMIN_REQUIRED, USER_NOT_FOUND, SELF_TARGETED */
  async execute(input: auth.TargetAccountInput): Promise<null> {
    const revoked = await this.transactions.run(async (tx) => {
      const account = await this.target.lock(tx, input);
      this.target.requireOther(input);
      const revoked = await this.revokeSessions.ofUser(tx, input.userId, 'deleted', input.actor);
      await this.eraseAccount.execute(tx, account, input.actor);
      return revoked;
    });
    this.revokeSessions.announce(revoked);
    await this.profiles.erase(input.userId);
    return null;
  }
}
