import { Controller } from '@nestjs/common';
import { auth, type EventOf } from '@parley/contracts';
import { Inbox } from '@parley/persistence';
import { OnEvent } from '@parley/transport';
import { PresenceRepository } from '../presence/presence.repository.js';
import { EndTies } from './end-ties.use-case.js';
import { StandingRepository } from './standing.repository.js';

const consumer = 'standing';

/** What becomes of people whose account auth shuts, opens or ends. */
@Controller()
export class StandingEvents {
  constructor(
    private readonly inbox: Inbox,
    private readonly standings: StandingRepository,
    private readonly presences: PresenceRepository,
    private readonly endTies: EndTies,
  ) {}

  /** C81: the suspended are found by nobody and offline to everybody; their contacts stay, for they may come back. */
  @OnEvent(auth.accountStateChanged, consumer)
  async changed(event: EventOf<typeof auth.accountStateChanged>): Promise<void> {
    const { userId, state } = event.payload;
    await this.inbox.once(consumer, event, (tx) => this.standings.note(tx, userId, state, event.occurredAt));
    await this.presences.mark(userId, Date.now());
  }

  @OnEvent(auth.userDeleted, 'ties')
  async deleted({ payload: { userId } }: EventOf<typeof auth.userDeleted>): Promise<void> {
    await this.endTies.execute(userId);
  }
}
