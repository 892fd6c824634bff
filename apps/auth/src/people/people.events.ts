import { Controller } from '@nestjs/common';
import { auth, user, type EventOf } from '@parley/contracts';
import { EventErasure, Inbox } from '@parley/persistence';
import { unseal } from '@parley/runtime';
import { OnEvent } from '@parley/transport';
import { AuthConfig } from '../auth.config.js';
import { PeopleRepository } from './people.repository.js';

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
  mirror(event: EventOf<typeof user.profileChanged>): Promise<void> {
    const { id, displayName, avatarUrl, updatedAt } = event.payload.profile;
    return this.inbox.once(consumer, event, (tx) => this.people.keepProfile(tx, { userId: id, displayName, avatarUrl, updatedAt }));
  }

  /** Orders of mails name an address and no id; those that name the id go everywhere alike. */
  @OnEvent(auth.userDeleted, 'address_erasure')
  deleted({ payload, occurredAt }: EventOf<typeof auth.userDeleted>): Promise<void> {
    const addresses = JSON.parse(unseal(this.config.SERVER_KEY, payload.sealedAddresses)) as readonly string[];
    return this.erasure.execute(addresses, occurredAt);
  }
}
