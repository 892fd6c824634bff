import { Injectable } from '@nestjs/common';
import { user } from '@parley/contracts';
import { Outbox, type Tx } from '@parley/persistence';
import { cleanName } from './name.policy.js';
import { ProfileRepository, type NewProfile } from './profile.repository.js';

/** Stores a profile once per user, inside the caller's transaction; a repeat changes and publishes nothing. */
@Injectable()
export class StoreProfile {
  constructor(
    private readonly profiles: ProfileRepository,
    private readonly outbox: Outbox,
  ) {}

  async execute(tx: Tx, input: NewProfile): Promise<user.Profile> {
    const made = await this.profiles.insertOnce(tx, { ...input, displayName: cleanName(input.displayName, input.username) });
    if (made === null) return this.profiles.get(tx, input.userId);
    const { phone: _, ...told } = made;
    await this.outbox.add(tx, user.profileChanged, { profile: told }, null);
    return made;
  }
}
