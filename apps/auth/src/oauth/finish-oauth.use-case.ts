import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { AttemptRepository } from '../account/attempt.repository.js';
import { SignIn } from './sign-in.use-case.js';
import { Identify } from './identify.use-case.js';

/** The second half of a sign-in with the OpenID provider, with its entry in the log of attempts (CB-1.9). */
@Injectable()
export class FinishOAuth {
  constructor(
    private readonly database: Database,
    private readonly identify: Identify,
    private readonly signIn: SignIn,
    private readonly attempts: AttemptRepository,
  ) {}

  /** @throws {AppError} OAUTH_FAILED, EMAIL_UNVERIFIED, ACCOUNT_SUSPENDED, SERVICE_UNAVAILABLE */
  async execute({ callbackUrl, client }: auth.FinishOAuthInput): Promise<auth.LogIn> {
    let identifier = '';
    try {
      const identity = await this.identify.execute(callbackUrl);
      identifier = identity.email ?? identity.subject;
      const logIn = await this.signIn.execute(identity, client);
      await this.attempts.log(this.database, { kind: 'oauth', identifier, userId: logIn.account.userId, client }, 'success');
      return logIn;
    } catch (error) {
      if (error instanceof AppError) await this.attempts.log(this.database, { kind: 'oauth', identifier, userId: null, client }, error.code);
      throw error;
    }
  }
}
