import { Injectable } from '@nestjs/common';
import { AppError, user } from '@parley/contracts';
import { Database, Outbox, Transactions } from '@parley/persistence';
import { MirrorProfile } from './mirror-profile.use-case.js';
import { cleanName } from './name.policy.js';
import { ProfileRepository } from './profile.repository.js';

const isEmpty = (value: object): boolean =>
  Object.values(value).every((one: unknown) => one === undefined || (typeof one === 'object' && one !== null && isEmpty(one)));

/** Changes one's own profile and shows it to messaging before answering. */
@Injectable()
export class UpdateProfile {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly profiles: ProfileRepository,
    private readonly outbox: Outbox,
    private readonly mirror: MirrorProfile,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND */
  async execute({ origin, changes }: user.UpdateProfileInput): Promise<user.Profile> {
    if (isEmpty(changes)) return required(await this.profiles.find(this.database, { id: origin.userId }));
    const profile = await this.transactions.run(async (tx) => {
      const before = required(await this.profiles.find(tx, { id: origin.userId }));
      const named = changes.displayName == null ? changes : { ...changes, displayName: cleanName(changes.displayName, before.username) };
      const changed = required(await this.profiles.update(tx, origin.userId, named));
      const { phone: _, ...told } = changed;
      await this.outbox.add(tx, user.profileChanged, { profile: told }, origin);
      return changed;
    });
    await this.mirror.execute(profile);
    return profile;
  }
}

const required = (profile: user.Profile | null): user.Profile => {
  if (profile === null) throw new AppError('USER_NOT_FOUND');
  return profile;
};
