import { Injectable } from '@nestjs/common';
import type { user } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { ProfileMirror } from './profile-mirror.client.js';
import { StoreProfile } from './store-profile.use-case.js';

/** Makes a user's profile and shows it to messaging before answering, so that a new user can write at once. */
@Injectable()
export class CreateProfile {
  constructor(
    private readonly transactions: Transactions,
    private readonly storeProfile: StoreProfile,
    private readonly mirror: ProfileMirror,
  ) {}

  async execute(input: user.CreateProfileInput): Promise<user.Profile> {
    const profile = await this.transactions.run((tx) => this.storeProfile.execute(tx, input));
    await this.mirror.show(profile);
    return profile;
  }
}
