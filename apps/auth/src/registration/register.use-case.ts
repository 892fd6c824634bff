import { Injectable, Logger } from '@nestjs/common';
import { AppError, user, type auth } from '@parley/contracts';
import { Database, Transactions } from '@parley/persistence';
import { RpcClient } from '@parley/transport';
import { AttemptRepository, type Attempt } from '../account/attempt.repository.js';
import { hashPassword } from '../account/password.codec.js';
import { StoreRegistration } from './store-registration.use-case.js';

/** Makes an account (C11, C17, C19), and its profile before it answers, so that a new user finds himself at once. */
@Injectable()
export class Register {
  private readonly logger = new Logger(Register.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly database: Database,
    private readonly storeRegistration: StoreRegistration,
    private readonly attempts: AttemptRepository,
    private readonly rpc: RpcClient,
  ) {}

  /** @throws {AppError} EMAIL_TAKEN, USERNAME_TAKEN; INPUT_INVALID without both e-mail and username */
  async execute(given: auth.RegisterInput): Promise<auth.Registration> {
    const input = { ...given, email: given.email ?? null, username: given.username ?? null, phone: given.phone ?? null };
    if (input.email === null && input.username === null) throw new AppError('INPUT_INVALID', { username: 'must be given where email is not' });
    const passwordHash = await hashPassword(input.password);
    const registration = await this.store(input, passwordHash);
    await this.createProfile(registration.account, input);
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

  /** The account stands whatever becomes of this call: accountRegistered makes the profile that it missed. */
  private async createProfile(
    { userId, username, email }: auth.Account,
    { client, displayName, phone, publicKey }: auth.RegisterInput,
  ): Promise<void> {
    try {
      await this.rpc.call(user.createProfile, { userId, username, displayName, email, phone, publicKey, dialect: client.dialect });
    } catch (error) {
      this.logger.warn(`user did not make the profile of ${userId}: ${(error as Error).message}`);
    }
  }
}
