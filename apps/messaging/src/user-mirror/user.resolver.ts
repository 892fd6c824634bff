import { Injectable } from '@nestjs/common';
import type { user, UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { KnownUsers } from './known-users.registry.js';
import { UserMirrorRepository } from './user-mirror.repository.js';

/** Turns references into ids: at most one query for a batch, none when all numbers are known. */
@Injectable()
export class UserResolver {
  constructor(
    private readonly database: Database,
    private readonly users: UserMirrorRepository,
    private readonly known: KnownUsers,
  ) {}

  /** One id per reference, null when there is no such user. An id is passed on as it is, and a number stays a deleted user's: whoever uses them checks them. */
  async resolve(refs: readonly user.UserRef[]): Promise<readonly (UserId | null)[]> {
    const nums = refs.flatMap(({ num }) => (num === undefined || this.known.idOf(num) !== null ? [] : [num]));
    // Names change hands, so they are always asked for.
    const usernames = refs.flatMap(({ id, num, username }) => (id === undefined && num === undefined && username !== undefined ? [username] : []));
    const byName = new Map<string, UserId>();
    if (nums.length + usernames.length > 0) {
      for (const { id, num, username } of await this.users.findByNames(this.database, nums, usernames)) {
        this.known.remember(num, id);
        if (!byName.has(username.toLowerCase())) byName.set(username.toLowerCase(), id);
      }
    }
    return refs.map(({ id, num, username }) => {
      if (id !== undefined) return id;
      if (num !== undefined) return this.known.idOf(num);
      return byName.get((username ?? '').toLowerCase()) ?? null;
    });
  }

  async exists(id: UserId): Promise<boolean> {
    return (await this.users.existing(this.database, [id])).has(id);
  }
}
