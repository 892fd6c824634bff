import { Injectable } from '@nestjs/common';
import type { user } from '@parley/contracts';
import { ChangeProfile } from './change-profile.use-case.js';

/** Shows an uploaded picture as one's avatar; the one before it is removed (C37). */
@Injectable()
export class SetAvatar {
  constructor(private readonly changeProfile: ChangeProfile) {}

  /** @throws {AppError} USER_NOT_FOUND */
  execute({ origin, fileId, avatarUrl }: user.SetAvatarInput): Promise<user.Profile> {
    return this.changeProfile.execute(origin, { avatarUrl }, fileId);
  }
}
