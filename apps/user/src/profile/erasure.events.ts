import { Controller } from '@nestjs/common';
import { auth, type EventOf } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { EraseProfile } from './erase-profile.use-case.js';

@Controller()
export class ErasureEvents {
  constructor(private readonly eraseProfile: EraseProfile) {}

  /** Repairs an `eraseProfile` that was lost; mostly it is done already, and nothing happens. */
  @OnEvent(auth.userDeleted, 'profile_erasure')
  async deleted(event: EventOf<typeof auth.userDeleted>): Promise<void> {
    await this.eraseProfile.execute(event.payload.userId);
  }
}
