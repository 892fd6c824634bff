import { Controller } from '@nestjs/common';
import { auth, type EventOf } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { EventErasure } from './event-erasure.js';

/** In every service that publishes: what it has said of a person goes with them (C80). */
@Controller()
export class ErasureEvents {
  constructor(private readonly erasure: EventErasure) {}

  @OnEvent(auth.userDeleted, 'event_erasure')
  deleted({ payload, occurredAt }: EventOf<typeof auth.userDeleted>): Promise<void> {
    return this.erasure.execute([payload.userId], occurredAt);
  }
}
