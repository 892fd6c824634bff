import { Controller } from '@nestjs/common';
import { auth, user, type EventOf } from '@parley/contracts';
import { Inbox } from '@parley/persistence';
import { OnEvent } from '@parley/transport';
import { UserMirrorRepository } from './user-mirror.repository.js';

@Controller()
export class UserMirrorEvents {
  constructor(
    private readonly inbox: Inbox,
    private readonly users: UserMirrorRepository,
  ) {}

  /** Repairs what `mirrorUser` missed. */
  @OnEvent(user.profileChanged, 'user_mirror')
  async mirror(event: EventOf<typeof user.profileChanged>): Promise<void> {
    await this.inbox.once('user_mirror', event, (tx) => this.users.keepNewest(tx, event.payload.profile));
  }

  @OnEvent(auth.accountStateChanged, 'user_state')
  async suspendedOrBack(event: EventOf<typeof auth.accountStateChanged>): Promise<void> {
    const { userId, state } = event.payload;
    await this.inbox.once('user_state', event, (tx) => this.users.noteState(tx, userId, state, event.occurredAt));
  }
}
