import { Injectable } from '@nestjs/common';
import { AppError, type auth, type UserId } from '@parley/contracts';
import { Database, Transactions } from '@parley/persistence';
import { AccountRepository } from '../account/account.repository.js';
import { hashPassword } from '../account/password.codec.js';
import { RevokeSessions } from '../session/revoke-sessions.use-case.js';
import { hashSecret } from '../session/secret.codec.js';
import { PasswordResetRepository } from './password-reset.repository.js';

/** Sets a new password for a mailed token and ends every session the user has, in all dialects (CB-1.8, A-CB-11). */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly transactions: Transactions,
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly resets: PasswordResetRepository,
    private readonly revokeSessions: RevokeSessions,
  ) {}

  /** Answers whose password it was. @throws {AppError} RESET_TOKEN_INVALID */
  async execute({ token, newPassword }: auth.ResetPasswordInput): Promise<UserId> {
    const tokenHash = hashSecret(token);
    // Before the password is hashed, which takes 50 ms of a core: guesses of tokens must stay cheap.
    const userId = await this.resets.ownerOf(this.database, tokenHash);
    if (userId === null) throw new AppError('RESET_TOKEN_INVALID');
    const passwordHash = await hashPassword(newPassword);
    const revoked = await this.transactions.run(async (tx) => {
      const account = await this.accounts.lock(tx, userId);
      const isUsed = account !== null && (await this.resets.use(tx, tokenHash));
      if (!isUsed) throw new AppError('RESET_TOKEN_INVALID');
      await this.accounts.setPassword(tx, userId, passwordHash);
      return this.revokeSessions.ofUser(tx, userId, 'password', null);
    });
    this.revokeSessions.announce(revoked);
    return userId;
  }
}
