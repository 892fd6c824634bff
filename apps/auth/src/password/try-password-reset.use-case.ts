import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { AttemptRepository } from '../account/attempt.repository.js';
import { ResetPassword } from './reset-password.use-case.js';

/** A reset with its entry in the log of attempts, whatever becomes of it. */
@Injectable()
export class TryPasswordReset {
  constructor(
    private readonly database: Database,
    private readonly resetPassword: ResetPassword,
    private readonly attempts: AttemptRepository,
  ) {}

  /** @throws {AppError} RESET_TOKEN_INVALID */
  async execute(input: auth.ResetPasswordInput): Promise<null> {
    const attempt = { kind: 'reset-password', identifier: '', client: input.client ?? null } as const;
    try {
      const userId = await this.resetPassword.execute(input);
      await this.attempts.log(this.database, { ...attempt, userId }, 'success');
      return null;
    } catch (error) {
      if (error instanceof AppError && error.code === 'RESET_TOKEN_INVALID')
        await this.attempts.log(this.database, { ...attempt, userId: null }, error.code);
      throw error;
    }
  }
}
