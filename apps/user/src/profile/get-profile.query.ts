import { Injectable } from '@nestjs/common';
import { AppError, type user } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { ProfileRepository } from './profile.repository.js';

/** One profile, by id, by UMOC's number or by username. */
@Injectable()
export class GetProfile {
  constructor(
    private readonly database: Database,
    private readonly profiles: ProfileRepository,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND; INPUT_INVALID when not exactly one name is given */
  async execute({ user: ref }: user.GetProfileInput): Promise<user.Profile> {
    const names = [ref.id, ref.num, ref.username].filter((name) => name !== undefined && name !== null);
    if (names.length !== 1) throw new AppError('INPUT_INVALID', { user: 'must have exactly one of id, num, username' });
    const profile = await this.profiles.find(this.database, ref);
    if (profile === null) throw new AppError('USER_NOT_FOUND');
    return profile;
  }
}
