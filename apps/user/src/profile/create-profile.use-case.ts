import { Injectable, Logger } from '@nestjs/common';
import { messaging, type user } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { RpcClient } from '@parley/transport';
import { StoreProfile } from './store-profile.use-case.js';

/** Makes a user's profile and shows it to messaging before answering, so that a new user can write at once. */
@Injectable()
export class CreateProfile {
  private readonly logger = new Logger(CreateProfile.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly storeProfile: StoreProfile,
    private readonly rpc: RpcClient,
  ) {}

  async execute(input: user.CreateProfileInput): Promise<user.Profile> {
    const profile = await this.transactions.run((tx) => this.storeProfile.execute(tx, input));
    await this.mirror(profile);
    return profile;
  }

  /** The profile is stored already: messaging learns of it by profileChanged when it does not answer now. */
  private async mirror({ id, num, username, displayName, avatarUrl, updatedAt }: user.Profile): Promise<void> {
    try {
      await this.rpc.call(messaging.mirrorUser, { id, num, username, displayName, avatarUrl, updatedAt });
    } catch (error) {
      this.logger.warn(`messaging did not mirror ${id}: ${(error as Error).message}`);
    }
  }
}
