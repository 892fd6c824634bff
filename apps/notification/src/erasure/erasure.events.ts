import { Controller } from '@nestjs/common';
import { auth, type EventEnvelope } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { ForgetAddresses } from './forget-addresses.use-case.js';

type UserDeleted = NonNullable<(typeof auth.userDeleted)['payload']>;

@Controller()
export class ErasureEvents {
  constructor(private readonly forgetAddresses: ForgetAddresses) {}

  @OnEvent(auth.userDeleted, 'erasure')
  deleted(event: EventEnvelope<UserDeleted>): Promise<void> {
    return this.forgetAddresses.execute(event.payload.userId, event.payload.sealedAddresses);
  }
}
