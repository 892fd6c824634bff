import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Transactions, type Tx } from '@parley/persistence';
import { RevokeSessions } from '../session/revoke-sessions.use-case.js';
import { Deeds } from './deeds.js';
import { PeopleRepository } from './people.repository.js';
import { Target } from './target.js';

/** Shuts a person out: no log-in, every session of every dialect ended, told by mail why (CB-8.3, C81). */
@Injectable()
export class SuspendAccount {
  constructor(
    private readonly transactions: Transactions,
    private readonly target: Target,
    private readonly people: PeopleRepository,
    private readonly revokeSessions: RevokeSessions,
    private readonly deeds: Deeds,
  ) {}

  /** @throws {AppError} ADMIN_REQUIRED, USER_NOT_FOUND, SELF_TARGETED, ADMIN_PROTECTED */
  async execute(input: auth.SuspendAccountInput): Promise<null> {
    const revoked = await this.transactions.run(async (tx) => {
      const account = await this.target.lock(tx, input);
      this.target.requireOther(input);
      if (account.role === 'admin') throw new AppError('ADMIN_PROTECTED');
      return account.state === 'suspended' ? [] : this.suspend(tx, account, input);
    });
    this.revokeSessions.announce(revoked);
    return null;
  }

  private async suspend(tx: Tx, account: auth.Account, { actor, userId, reason }: auth.SuspendAccountInput) {
    await this.people.suspend(tx, userId, reason, actor?.userId ?? null);
    await this.deeds.suspended(tx, account, actor, reason);
    return this.revokeSessions.ofUser(tx, userId, 'suspended', actor);
  }
}
