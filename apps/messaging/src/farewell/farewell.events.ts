import { Controller } from '@nestjs/common';
import { auth, type EventOf } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { EraseHistory } from './erase-history.use-case.js';
import { RemoveDeletedUser } from './remove-deleted-user.use-case.js';

@Controller()
export class FarewellEvents {
  constructor(
    private readonly removeDeletedUser: RemoveDeletedUser,
    private readonly eraseHistory: EraseHistory,
  ) {}

  @OnEvent(auth.userDeleted, 'farewell')
  async deleted(event: EventOf<typeof auth.userDeleted>): Promise<void> {
    await this.removeDeletedUser.execute(event.payload.userId);
    await this.eraseHistory.execute(event.payload.userId);
  }
}
