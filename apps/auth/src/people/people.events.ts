import { Controller } from '@nestjs/common';
import { user, type EventEnvelope } from '@parley/contracts';
import { Inbox } from '@parley/persistence';
import { OnEvent } from '@parley/transport';
import { PeopleRepository } from './people.repository.js';

type ProfileChanged = NonNullable<(typeof user.profileChanged)['payload']>;

const consumer = 'people';

@Controller()
export class PeopleEvents {
  constructor(
    private readonly inbox: Inbox,
    private readonly people: PeopleRepository,
  ) {}

  /** Keeps the name that admins see. */
  @OnEvent(user.profileChanged, consumer)
  renamed(event: EventEnvelope<ProfileChanged>): Promise<void> {
    const { id, displayName, updatedAt } = event.payload.profile;
    return this.inbox.once(consumer, event, (tx) => this.people.noteName(tx, id, displayName, updatedAt));
  }
}
