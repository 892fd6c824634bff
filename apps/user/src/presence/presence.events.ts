import { Controller } from '@nestjs/common';
import { user, type EventEnvelope } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { PresenceRepository } from './presence.repository.js';
import { TellBlock } from './tell-block.use-case.js';

@Controller()
export class PresenceEvents {
  constructor(
    private readonly presences: PresenceRepository,
    private readonly tellBlock: TellBlock,
  ) {}

  /** A status message, and before whom one hides, are part of how somebody is seen (A-V1-08, C33): looking again is harmless, so it needs no inbox. */
  @OnEvent(user.profileChanged, 'presence')
  async changed(event: EventEnvelope<{ readonly profile: { readonly id: user.Profile['id'] } }>): Promise<void> {
    await this.presences.mark(event.payload.profile.id, Date.now());
  }

  @OnEvent(user.userBlocked, 'presence_block')
  blocked(event: EventEnvelope<user.BlockChange>): Promise<void> {
    return this.tellBlock.execute(event.payload, true);
  }

  @OnEvent(user.userUnblocked, 'presence_unblock')
  unblocked(event: EventEnvelope<user.BlockChange>): Promise<void> {
    return this.tellBlock.execute(event.payload, false);
  }
}
