import { Controller } from '@nestjs/common';
import { auth, type EventOf } from '@parley/contracts';
import { EventErasure } from '@parley/persistence';
import { OnEvent } from '@parley/transport';
import { EraseHistory } from './erase-history.use-case.js';
import { RemoveDeletedUser } from './remove-deleted-user.use-case.js';

@Controller()
export class FarewellEvents {
  constructor(
    private readonly removeDeletedUser: RemoveDeletedUser,
    private readonly eraseHistory: EraseHistory,
    private readonly eventErasure: EventErasure,
  ) {}

  /** What was said between the deletion and its news names them, and goes as what was said before (C80). */
  @OnEvent(auth.userDeleted, 'farewell')
  async deleted({ payload: { userId } }: EventOf<typeof auth.userDeleted>): Promise<void> {
    const since = await this.removeDeletedUser.execute(userId);
    await this.eraseHistory.execute(userId);
    await this.eventErasure.execute([userId], since.toISOString());
  }
}
