import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Database, Transactions } from '@parley/persistence';
import { AttemptRepository, type Attempt } from '../account/attempt.repository.js';
import { hashPassword } from '../account/password.codec.js';
import { ProfileMaker } from './profile-maker.client.js';
import { StoreRegistration } from './store-registration.use-case.js';

/** Makes an account (C11, C17, C19), and its profile before it answers, so that a new user finds himself at once. */
@Injectable()
export class Register {
  constructor(
    private readonly transactions: Transactions,
    private readonly database: Database,
    private readonly storeRegistration: StoreRegistration,
    private readonly attempts: AttemptRepository,
    private readonly profiles: ProfileMaker,
  ) {}

  /** @throws {AppError} EMAIL_TAKEN, USERNAME_TAKEN; INPUT_INVALID without both e-mail and username */
  async execute(given: auth.RegisterInput): Promise<auth.Registration> {
    const input = { ...given, email: given.email ?? null, username: given.username ?? null, phone: given.phone ?? null };
    if (input.email === null && input.username === null) throw new AppError('INPUT_INVALID', { username: 'must be given where email is not' });
    const passwordHash = await hashPassword(input.password);
    const registration = await this.store(input, passwordHash);
    const { userId, username, email, createdAt } = registration.account;
    const { displayName, phone, publicKey, client } = input;
    await this.profiles.make({ userId, username, displayName, email, phone, publicKey, dialect: client.dialect, createdAt });
    return registration;
  }

  private async store(input: auth.RegisterInput, passwordHash: string): Promise<auth.Registration> {
    const attempt: Attempt = { kind: 'register', identifier: input.email ?? input.username ?? '', userId: null, client: input.client };
    try {
      return await this.transactions.run(async (tx) => {
        const registration = await this.storeRegistration.execute(tx, input, passwordHash);
        await this.attempts.log(tx, { ...attempt, userId: registration.account.userId }, 'success');
        return registration;
      });
    } catch (error) {
      // The attempt's own transaction is gone; the attempt is not.
      if (error instanceof AppError && error.kind === 'conflict') await this.attempts.log(this.database, attempt, error.code);
      throw error;
    }
  }
}
