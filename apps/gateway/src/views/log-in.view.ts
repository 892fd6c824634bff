import { Injectable } from '@nestjs/common';
import { auth, user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { OwnProfile } from './own-profile.view.js';

export interface LoggedIn extends OwnProfile {
  readonly session: auth.IssuedSession;
}

/** A log-in whose answer shows the person, too. */
@Injectable()
export class LogInView {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws {AppError} the codes of auth.logIn */
  async logIn(input: auth.LogInInput): Promise<LoggedIn> {
    const { account, session } = await this.rpc.call(auth.logIn, input);
    const profile = await this.rpc.call(user.getProfile, { user: { id: account.userId } });
    return { account, session, profile };
  }
}
