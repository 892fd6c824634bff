import { Controller } from '@nestjs/common';
import { auth, type EventEnvelope } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { RemoveDeletedUser } from './remove-deleted-user.use-case.js';

type UserDeleted = NonNullable<(typeof auth.userDeleted)['payload']>;

@Controller()
export class FarewellEvents {
  constructor(private readonly removeDeletedUser: RemoveDeletedUser) {}

  @OnEvent(auth.userDeleted, 'farewell')
  deleted(event: EventEnvelope<UserDeleted>): Promise<void> {
    return this.removeDeletedUser.execute(event.payload.userId);
  }
}
