import { Injectable } from '@nestjs/common';
import { AppError, auth, user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** A new account as its answer shows it, with the session it starts with. */
export interface Registered {
  readonly account: auth.Account;
  readonly session: auth.IssuedSession;
  readonly displayName: string;
}

/** A registration that hands out a session and shows the name as it was stored. */
@Injectable()
export class RegistrationView {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws {AppError} the codes of auth.register */
  async register(input: auth.RegisterInput & { readonly withSession: true }): Promise<Registered> {
    const { account, session } = await this.rpc.call(auth.register, input);
    if (session === null) throw new AppError('INTERNAL');
    return { account, session, displayName: (await this.storedName(account.userId)) ?? input.displayName };
  }

  /** Null when the profile cannot be read yet: the account stands all the same, and the durable event makes the profile. */
  private async storedName(userId: auth.Account['userId']): Promise<string | null> {
    try {
      return (await this.rpc.call(user.getProfile, { user: { id: userId } })).displayName;
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  }
}
