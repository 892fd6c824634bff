import { Injectable } from '@nestjs/common';
import { auth, user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

export interface LoggedIn extends auth.LogIn {
  readonly profile: auth.ProfileCopy;
}

/** A log-in whose answer shows the person, too. */
@Injectable()
export class LogInView {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws {AppError} the codes of auth.logIn */
  async logIn(input: auth.LogInInput): Promise<LoggedIn> {
    const { account, session, profile } = await this.rpc.call(auth.logIn, input);
    return { account, session, profile: profile ?? (await this.rpc.call(user.getProfile, { user: { id: account.userId } })) };
  }
}
