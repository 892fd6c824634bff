import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { AccountLetters } from '../account/account-letters.adapter.js';
import { AccountRepository } from '../account/account.repository.js';
import { AttemptRepository } from '../account/attempt.repository.js';
import { evenly } from '../account/even-answer.js';
import { hashSecret } from '../session/secret.codec.js';
import { PasswordResetRepository } from './password-reset.repository.js';

/** A link lives an hour (CB-1.7); one mail a minute keeps a stranger from filling somebody's mailbox. */
const rules = { ttlSeconds: 3_600, resendSeconds: 60 } as const;

/** Mails a link for a new password, if the address is an account's; the answer does not tell (A-CB-10). */
@Injectable()
export class RequestPasswordReset {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountRepository,
    private readonly resets: PasswordResetRepository,
    private readonly attempts: AttemptRepository,
    private readonly letters: AccountLetters,
  ) {}

  execute({ email, client }: auth.RequestPasswordResetInput): Promise<null> {
    return evenly(
      this.transactions.run(async (tx) => {
        const account = await this.accounts.lockByEmail(tx, email);
        await this.attempts.log(tx, { kind: 'forgot-password', identifier: email, userId: account?.userId ?? null, client }, 'success');
        if (account === null || account.email === null) return;
        const { userId, username: name, email: to } = account;
        // Random in full, never a derived id: who knows the time must not know the token (A-CB-89).
        const token = randomUUID();
        const isNew = await this.resets.put(tx, userId, hashSecret(token), rules);
        if (isNew) await this.letters.send(tx, { userId, to }, 'reset-password', { name, token });
      }),
    );
  }
}
