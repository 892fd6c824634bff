import { Injectable } from '@nestjs/common';
import { user, type UserId } from '@parley/contracts';
import { Outbox, Transactions } from '@parley/persistence';
import { MirrorProfile } from './mirror-profile.use-case.js';
import { ProfileRepository } from './profile.repository.js';
import { ReplaceAvatarFile } from './replace-avatar-file.use-case.js';

/** Leaves of a deleted person an id and a number; messaging shows "Deleted user" before it answers (C80). Repeating it changes nothing. */
@Injectable()
export class EraseProfile {
  constructor(
    private readonly transactions: Transactions,
    private readonly profiles: ProfileRepository,
    private readonly avatarFile: ReplaceAvatarFile,
    private readonly outbox: Outbox,
    private readonly mirror: MirrorProfile,
  ) {}

  async execute(userId: UserId): Promise<null> {
    const erased = await this.transactions.run(async (tx) => {
      const profile = await this.profiles.erase(tx, userId);
      if (profile === null) return null;
      await this.avatarFile.execute(tx, profile, null, null);
      const { phone: _, ...told } = profile;
      await this.outbox.add(tx, user.profileChanged, { profile: told }, null);
      return profile;
    });
    if (erased !== null) await this.mirror.execute(erased);
    return null;
  }
}
