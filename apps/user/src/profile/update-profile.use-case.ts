import { Injectable } from '@nestjs/common';
import type { user } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { ChangeProfile, requiredProfile } from './change-profile.use-case.js';
import { ProfileRepository } from './profile.repository.js';

const isEmpty = (value: object): boolean =>
  Object.values(value).every((one: unknown) => one === undefined || (typeof one === 'object' && one !== null && isEmpty(one)));

/** Changes what its owner writes of a profile; an avatar's address is kept as it is given, and an uploaded one goes (C37). */
@Injectable()
export class UpdateProfile {
  constructor(
    private readonly database: Database,
    private readonly profiles: ProfileRepository,
    private readonly changeProfile: ChangeProfile,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND */
  async execute({ origin, changes }: user.UpdateProfileInput): Promise<user.Profile> {
    if (isEmpty(changes)) return requiredProfile(await this.profiles.find(this.database, { id: origin.userId }));
    return this.changeProfile.execute(origin, changes, null);
  }
}
