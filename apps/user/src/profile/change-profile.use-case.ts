import { Injectable } from '@nestjs/common';
import { AppError, user, type FileId, type Origin } from '@parley/contracts';
import { Outbox, Transactions, type Queryable } from '@parley/persistence';
import { MirrorProfile } from './mirror-profile.use-case.js';
import { ProfileRepository } from './profile.repository.js';
import { ReplaceAvatarFile } from './replace-avatar-file.use-case.js';
import { readableChanges } from './text.policy.js';

/** Changes one's own profile and shows it to whoever keeps copies before answering. */
@Injectable()
export class ChangeProfile {
  constructor(
    private readonly transactions: Transactions,
    private readonly profiles: ProfileRepository,
    private readonly avatarFile: ReplaceAvatarFile,
    private readonly outbox: Outbox,
    private readonly mirror: MirrorProfile,
  ) {}

  /**
   * `avatarFileId` is the file behind `changes.avatarUrl`, if it is one of ours; `together` writes what must not be seen without
   * the changes. @throws {AppError} USER_NOT_FOUND
   */
  async execute(
    origin: Origin,
    changes: user.ProfileChanges,
    avatarFileId: FileId | null,
    together?: (tx: Queryable) => Promise<unknown>,
  ): Promise<user.Profile> {
    const profile = await this.transactions.run(async (tx) => {
      const before = requiredProfile(await this.profiles.lock(tx, origin.userId));
      // A client that sends its whole profile back keeps the picture it has, unless it has another by now.
      const isOtherPicture = changes.avatarUrl !== undefined && changes.avatarUrl !== before.avatarUrl;
      const changed = requiredProfile(await this.profiles.update(tx, origin.userId, readableChanges(changes, before.username)));
      if (isOtherPicture) await this.avatarFile.execute(tx, changed, avatarFileId, origin);
      const { phone: _, ...told } = changed;
      await this.outbox.add(tx, user.profileChanged, { profile: told }, origin);
      await together?.(tx);
      return changed;
    });
    await this.mirror.execute(profile);
    if (changes.preferences != null) await this.mirror.preferences(profile);
    return profile;
  }
}

export const requiredProfile = (profile: user.Profile | null): user.Profile => {
  if (profile === null) throw new AppError('USER_NOT_FOUND');
  return profile;
};
