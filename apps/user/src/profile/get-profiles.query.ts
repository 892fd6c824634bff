import { Injectable } from '@nestjs/common';
import type { user } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { ProfileRepository } from './profile.repository.js';

/** Many profiles in one statement; unknown and deleted users are absent. */
@Injectable()
export class GetProfiles {
  constructor(
    private readonly database: Database,
    private readonly profiles: ProfileRepository,
  ) {}

  execute({ userIds }: user.GetProfilesInput): Promise<readonly user.Profile[]> {
    return this.profiles.findMany(this.database, userIds);
  }
}
