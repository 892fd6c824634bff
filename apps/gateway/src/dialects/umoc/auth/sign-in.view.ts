import { Injectable } from '@nestjs/common';
import { AppError, auth, user, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { SignIn } from './auth.presenter.js';

/** A new session with the number of its user, which another service keeps. */
@Injectable()
export class SignInView {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws {AppError} EMAIL_TAKEN, USERNAME_TAKEN */
  async register(input: auth.RegisterInput): Promise<SignIn> {
    const { account, session } = await this.rpc.call(auth.register, input);
    if (session === null) throw new Error('registration gave no session');
    return { session, profile: await this.profileOf(account.userId) };
  }

  /** @throws {AppError} those of auth.logIn */
  async logIn(input: auth.LogInInput): Promise<SignIn> {
    const { account, session } = await this.rpc.call(auth.logIn, input);
    return { session, profile: await this.profileOf(account.userId) };
  }

  /** A profile that is not there yet will be: its service was away when the account was made. */
  private async profileOf(userId: UserId): Promise<user.Profile> {
    try {
      return await this.rpc.call(user.getProfile, { user: { id: userId } });
    } catch (error) {
      throw error instanceof AppError && error.code === 'USER_NOT_FOUND' ? new AppError('SERVICE_UNAVAILABLE') : error;
    }
  }
}
