import { Injectable } from '@nestjs/common';
import { auth, user, type Origin, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** All that a person sees of themselves: the account from auth, the profile from user. */
export interface OwnProfile {
  readonly account: auth.Account;
  readonly profile: user.Profile;
}

@Injectable()
export class OwnProfileView {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws {AppError} USER_NOT_FOUND */
  async get(userId: UserId): Promise<OwnProfile> {
    const [account, profile] = await Promise.all([
      this.rpc.call(auth.getAccount, { userId }),
      this.rpc.call(user.getProfile, { user: { id: userId } }),
    ]);
    return { account, profile };
  }

  /** Changes the profile, and answers all of it. @throws {AppError} USER_NOT_FOUND */
  async update(origin: Origin, changes: user.ProfileChanges): Promise<OwnProfile> {
    const [account, profile] = await Promise.all([
      this.rpc.call(auth.getAccount, { userId: origin.userId }),
      this.rpc.call(user.updateProfile, { origin, changes }),
    ]);
    return { account, profile };
  }
}
