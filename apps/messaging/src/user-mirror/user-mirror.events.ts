import { Controller } from '@nestjs/common';
import { auth, user, type EventEnvelope } from '@parley/contracts';
import { Inbox } from '@parley/persistence';
import { OnEvent } from '@parley/transport';
import { UserMirrorRepository } from './user-mirror.repository.js';

type ProfileChanged = NonNullable<(typeof user.profileChanged)['payload']>;
type StateChanged = NonNullable<(typeof auth.accountStateChanged)['payload']>;

@Controller()
export class UserMirrorEvents {
  constructor(
    private readonly inbox: Inbox,
    private readonly users: UserMirrorRepository,
  ) {}

  /** Repairs what `mirrorUser` missed. */
  @OnEvent(user.profileChanged, 'user_mirror')
  async mirror(event: EventEnvelope<ProfileChanged>): Promise<void> {
    await this.inbox.once('user_mirror', event, (tx) => this.users.keepNewest(tx, event.payload.profile));
  }

  @OnEvent(auth.accountStateChanged, 'user_state')
  async suspendedOrBack(event: EventEnvelope<StateChanged>): Promise<void> {
    const { userId, state } = event.payload;
    await this.inbox.once('user_state', event, (tx) => this.users.noteState(tx, userId, state, event.occurredAt));
  }
}
