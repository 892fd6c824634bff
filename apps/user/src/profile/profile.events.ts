import { Controller } from '@nestjs/common';
import { auth, type EventEnvelope } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { RepairProfile, type AccountRegistered } from './repair-profile.use-case.js';

const consumer = 'profile';

@Controller()
export class ProfileEvents {
  constructor(private readonly repairProfile: RepairProfile) {}

  @OnEvent(auth.accountRegistered, consumer)
  registered(event: EventEnvelope<AccountRegistered>): Promise<void> {
    return this.repairProfile.execute(consumer, event);
  }
}
