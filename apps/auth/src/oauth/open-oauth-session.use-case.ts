import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { AccountRepository } from '../account/account.repository.js';
import { IssueSession } from '../session/issue-session.use-case.js';
import { RevokeSessions } from '../session/revoke-sessions.use-case.js';
import { SecondFactorGate } from '../session/second-factor-gate.js';

/** Opens a session for somebody the provider has named. The provider's word is one factor: a second is still asked for (C18). */
@Injectable()
export class OpenOAuthSession {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountRepository,
    private readonly gate: SecondFactorGate,
    private readonly issueSession: IssueSession,
    private readonly revokeSessions: RevokeSessions,
  ) {}

  /** @throws {AppError} ACCOUNT_SUSPENDED */
  async execute(account: auth.Account, client: auth.ClientInput): Promise<auth.LogIn> {
    if (account.state === 'suspended') throw new AppError('ACCOUNT_SUSPENDED');
    const { session, replaced, ...opened } = await this.transactions.run(async (tx) => {
      const active = await this.accounts.noteSignIn(tx, account.userId);
      if (active === null) throw new AppError('ACCOUNT_SUSPENDED');
      return { account: active, ...(await this.issueSession.execute(tx, active, client, await this.gate.stateOf(tx, active))) };
    });
    this.revokeSessions.announce(replaced);
    return { account: opened.account, session };
  }
}
