import { Controller } from '@nestjs/common';
import { auth, type EventOf } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { ForgetAddresses } from './forget-addresses.use-case.js';

@Controller()
export class ErasureEvents {
  constructor(private readonly forgetAddresses: ForgetAddresses) {}

  @OnEvent(auth.userDeleted, 'erasure')
  deleted(event: EventOf<typeof auth.userDeleted>): Promise<void> {
    return this.forgetAddresses.execute(event.payload.userId, event.payload.sealedAddresses);
  }
}
