import { Injectable } from '@nestjs/common';
import { messaging, user, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { PresenceView, type Presences } from './presence.view.js';

export interface FoundPeople extends user.UserPage {
  readonly presences: Presences;
}

export interface SeenPerson {
  readonly profile: user.Profile;
  readonly presence: user.Presence | undefined;
}

export interface SeenContacts {
  readonly contacts: readonly user.Contact[];
  readonly total: number;
  readonly presences: Presences;
}

/** People, each with presence: two calls whatever their number. */
@Injectable()
export class PeopleView {
  constructor(
    private readonly rpc: RpcClient,
    private readonly presences: PresenceView,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND */
  async one(viewerId: UserId, userId: UserId): Promise<SeenPerson> {
    const [profile, presences] = await Promise.all([this.rpc.call(user.viewProfile, { viewerId, userId }), this.presences.of(viewerId, [userId])]);
    return { profile, presence: presences.get(userId) };
  }

  async search(input: user.SearchUsersInput): Promise<FoundPeople> {
    const page = await this.rpc.call(user.searchUsers, input);
    const ids = page.profiles.map(({ id }) => id);
    return { ...page, presences: await this.presences.of(input.viewerId, ids) };
  }

  async contacts(input: user.ListContactsInput): Promise<SeenContacts> {
    const { contacts, total } = await this.rpc.call(user.listContacts, input);
    const ids = contacts.map((contact) => contact.user.id);
    return { contacts, total, presences: await this.presences.of(input.viewerId, ids) };
  }

  /** Accepted contacts by name, favourites before the others. */
  async friends(viewerId: UserId, limit: number): Promise<SeenContacts> {
    const [friends, favorites] = await Promise.all([
      this.contacts({ viewerId, state: 'accepted', limit, offset: 0 }),
      this.rpc.call(messaging.listFavorites, { viewerId }),
    ]);
    const chosen = new Set(favorites);
    const rank = ({ user: { id } }: user.Contact): number => (chosen.has(id) ? 0 : 1);
    return { ...friends, contacts: [...friends.contacts].sort((a, b) => rank(a) - rank(b)) };
  }
}
