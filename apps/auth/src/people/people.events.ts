import { Controller } from '@nestjs/common';
import { auth, user, type EventEnvelope } from '@parley/contracts';
import { EventErasure, Inbox } from '@parley/persistence';
import { unseal } from '@parley/runtime';
import { OnEvent } from '@parley/transport';
import { AuthConfig } from '../auth.config.js';
import { PeopleRepository } from './people.repository.js';

type UserDeleted = NonNullable<(typeof auth.userDeleted)['payload']>;
type ProfileChanged = NonNullable<(typeof user.profileChanged)['payload']>;

const consumer = 'people';

@Controller()
export class PeopleEvents {
  constructor(
    private readonly inbox: Inbox,
    private readonly people: PeopleRepository,
    private readonly erasure: EventErasure,
    private readonly config: AuthConfig,
  ) {}

  /** Repairs what `mirrorProfile` missed. */
  @OnEvent(user.profileChanged, consumer)
  mirror(event: EventEnvelope<ProfileChanged>): Promise<void> {
    const { id, displayName, avatarUrl, updatedAt } = event.payload.profile;
    return this.inbox.once(consumer, event, (tx) => this.people.keepProfile(tx, { userId: id, displayName, avatarUrl, updatedAt }));
  }

  /** Orders of mails name an address and no id; those that name the id go everywhere alike. */
  @OnEvent(auth.userDeleted, 'address_erasure')
  deleted({ payload, occurredAt }: EventEnvelope<UserDeleted>): Promise<void> {
    const addresses = JSON.parse(unseal(this.config.SERVER_KEY, payload.sealedAddresses)) as readonly string[];
    return this.erasure.execute(addresses, occurredAt);
  }
}
