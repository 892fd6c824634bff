import { Injectable } from '@nestjs/common';
import { AppError, type user, type UserId } from '@parley/contracts';
import { Database, type Queryable } from '@parley/persistence';
import { ChangeProfile } from '../profile/change-profile.use-case.js';
import type { Explicit } from './presence.policy.js';
import { PresenceRecordRepository } from './presence-record.repository.js';
import { PresenceRepository } from './presence.repository.js';

/** What people say of themselves: a state of their choice, a log-in, a log-out. */
@Injectable()
export class SetPresence {
  constructor(
    private readonly database: Database,
    private readonly records: PresenceRecordRepository,
    private readonly presences: PresenceRepository,
    private readonly changeProfile: ChangeProfile,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND */
  async execute({ origin, status, statusMessage }: user.SetPresenceInput): Promise<null> {
    const explicit = status === 'online' ? null : status;
    if (statusMessage === undefined) await this.choose(this.database, origin.userId, explicit);
    else await this.changeProfile.execute(origin, { statusMessage }, null, (tx) => this.choose(tx, origin.userId, explicit));
    await this.stay(origin.userId);
    return null;
  }

  async arrive({ userId }: user.UserPresenceInput): Promise<null> {
    await this.records.setExplicit(this.database, userId, null);
    await this.stay(userId);
    return null;
  }

  async depart({ userId }: user.UserPresenceInput): Promise<null> {
    await this.presences.leave(userId, Date.now());
    return null;
  }

  private async choose(db: Queryable, userId: UserId, explicit: Explicit | null): Promise<void> {
    if (!(await this.records.setExplicit(db, userId, explicit))) throw new AppError('USER_NOT_FOUND');
  }

  /** Who speaks without a socket is here for a while; with one, the socket decides. */
  private async stay(userId: user.UserPresenceInput['userId']): Promise<void> {
    const known = await this.presences.load([userId]);
    if (known.get(userId)?.state.isConnected === true) await this.presences.touch([userId], Date.now());
    else await this.presences.rest(userId, Date.now());
  }
}
