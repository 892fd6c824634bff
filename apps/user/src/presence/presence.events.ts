import { Controller } from '@nestjs/common';
import { user, type EventEnvelope } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { PresenceRepository } from './presence.repository.js';

@Controller()
export class PresenceEvents {
  constructor(private readonly presences: PresenceRepository) {}

  /** A status message is part of how somebody is seen (A-V1-08): looking again is harmless, so it needs no inbox. */
  @OnEvent(user.profileChanged, 'presence')
  async changed(event: EventEnvelope<{ readonly profile: { readonly id: user.Profile['id'] } }>): Promise<void> {
    await this.presences.mark(event.payload.profile.id, Date.now());
  }
}
