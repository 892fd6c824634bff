import { Injectable } from '@nestjs/common';
import { AppError, type user } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { DirectoryRepository } from './directory.repository.js';

/** Profiles as one viewer may see them. */
@Injectable()
export class ViewProfiles {
  constructor(
    private readonly database: Database,
    private readonly directory: DirectoryRepository,
  ) {}

  execute({ viewerId, userIds }: user.ViewProfilesInput): Promise<readonly user.Profile[]> {
    return this.directory.view(this.database, viewerId, userIds);
  }

  /** @throws {AppError} USER_NOT_FOUND */
  async one({ viewerId, userId }: user.ViewProfileInput): Promise<user.Profile> {
    const [profile] = await this.directory.view(this.database, viewerId, [userId]);
    if (profile === undefined) throw new AppError('USER_NOT_FOUND');
    return profile;
  }
}
