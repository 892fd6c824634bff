import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { KeyedTurns } from '@parley/runtime';
import { Doorkeeper, type Admission } from './doorkeeper.js';
import { IssueSession } from './issue-session.use-case.js';
import { RevokeSessions } from './revoke-sessions.use-case.js';
import { mayReplaceSessions } from './session.policy.js';

/** Opens a session for a password (C15, C16). The password is checked outside the transaction: it takes 50 ms of a core. */
@Injectable()
export class LogIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly doorkeeper: Doorkeeper,
    private readonly issueSession: IssueSession,
    private readonly revokeSessions: RevokeSessions,
    private readonly turns: KeyedTurns,
  ) {}

  /** @throws {AppError} RATE_LIMITED, CREDENTIALS_WRONG, ACCOUNT_SUSPENDED, EMAIL_UNVERIFIED, SECOND_FACTOR_REQUIRED, SECOND_FACTOR_WRONG */
  async execute(input: auth.LogInInput): Promise<auth.PasswordLogIn> {
    const admission = await this.doorkeeper.check(input);
    const { account, profile } = admission.credentials;
    const open = () => (mayReplaceSessions(input.client) ? this.openReplacing(admission, input) : this.open(admission, input));
    const opened = await this.turns.take(account.userId, open);
    if (opened === null) throw new AppError('CREDENTIALS_WRONG');
    return { ...opened, profile };
  }

  private open({ credentials, mfa }: Admission, input: auth.LogInInput): Promise<auth.LogIn | null> {
    return this.transactions.retried(() => this.issueSession.atLogIn(credentials, input, mfa));
  }

  /** Where other sessions of the account may give way to the new one. */
  private async openReplacing({ credentials, mfa }: Admission, input: auth.LogInInput): Promise<auth.LogIn | null> {
    const opened = await this.transactions.run(async (tx) => {
      const account = await this.doorkeeper.admit(tx, credentials, input);
      return account === null ? null : { account, ...(await this.issueSession.execute(tx, account, input.client, mfa)) };
    });
    if (opened === null) return null;
    this.revokeSessions.announce(opened.replaced);
    return { account: opened.account, session: opened.session };
  }
}
