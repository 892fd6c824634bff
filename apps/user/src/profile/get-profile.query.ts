import { Injectable } from '@nestjs/common';
import { AppError, type user } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { failed, succeeded, type Outcome } from '@parley/transport';
import { ProfileRepository } from './profile.repository.js';

const hasOneName = ({ id, num, username }: user.UserRef): boolean =>
  [id, num, username].filter((name) => name !== undefined && name !== null).length === 1;

/** Profiles, each by id, by UMOC's number or by username. */
@Injectable()
export class GetProfile {
  constructor(
    private readonly database: Database,
    private readonly profiles: ProfileRepository,
  ) {}

  /** One outcome per input, in order: USER_NOT_FOUND; INPUT_INVALID when not exactly one name is given. */
  async execute(inputs: readonly user.GetProfileInput[]): Promise<readonly Outcome<user.Profile>[]> {
    const refs = inputs.map(({ user: ref }) => ref);
    const profiles = await this.profiles.findAll(this.database, refs);
    return refs.map((ref, at) => {
      if (!hasOneName(ref)) return failed(new AppError('INPUT_INVALID', { user: 'must have exactly one of id, num, username' }));
      const profile = profiles[at];
      return profile ? succeeded(profile) : failed(new AppError('USER_NOT_FOUND'));
    });
  }
}
