import { Controller } from '@nestjs/common';
import { auth, type EventEnvelope } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { EventErasure } from './event-erasure.js';

type UserDeleted = NonNullable<(typeof auth.userDeleted)['payload']>;

/** In every service that publishes: what it has said of a person goes with them (C80). */
@Controller()
export class ErasureEvents {
  constructor(private readonly erasure: EventErasure) {}

  @OnEvent(auth.userDeleted, 'event_erasure')
  deleted({ payload, occurredAt }: EventEnvelope<UserDeleted>): Promise<void> {
    return this.erasure.execute([payload.userId], occurredAt);
  }
}
