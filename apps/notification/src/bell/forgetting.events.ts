import { Controller } from '@nestjs/common';
import { auth, type EventOf } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { ForgetPerson } from './forget-person.use-case.js';

@Controller()
export class ForgettingEvents {
  constructor(private readonly forgetPerson: ForgetPerson) {}

  @OnEvent(auth.userDeleted, 'bell_erasure')
  deleted({ payload }: EventOf<typeof auth.userDeleted>): Promise<void> {
    return this.forgetPerson.execute(payload.userId);
  }
}
