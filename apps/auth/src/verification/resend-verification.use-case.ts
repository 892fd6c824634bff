import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { AccountRepository } from '../account/account.repository.js';
import { evenly } from '../account/even-answer.js';
import { MailCode } from './mail-code.use-case.js';

/** Mails a new code, at most one a minute beside that of the registration; an unknown or verified address is answered alike and gets none (A-CB-09). */
@Injectable()
export class ResendVerification {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountRepository,
    private readonly mailCode: MailCode,
  ) {}

  execute({ email }: auth.ResendVerificationInput): Promise<null> {
    return evenly(
      this.transactions.run(async (tx) => {
        const account = await this.accounts.lockByEmail(tx, email);
        if (account === null || account.email === null || account.isEmailVerified) return;
        // The display name is user's; here the username greets.
        await this.mailCode.execute(tx, { userId: account.userId, email: account.email, name: account.username, isAsked: true });
      }),
    );
  }
}
