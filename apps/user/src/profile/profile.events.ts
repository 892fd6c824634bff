import { Controller } from '@nestjs/common';
import { auth, type EventOf } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { RepairProfile } from './repair-profile.use-case.js';

const consumer = 'profile';

@Controller()
export class ProfileEvents {
  constructor(private readonly repairProfile: RepairProfile) {}

  @OnEvent(auth.accountRegistered, consumer)
  registered(event: EventOf<typeof auth.accountRegistered>): Promise<void> {
    return this.repairProfile.execute(consumer, event);
  }
}
