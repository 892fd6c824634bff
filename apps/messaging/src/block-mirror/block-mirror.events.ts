import { Controller } from '@nestjs/common';
import { user, type EventEnvelope } from '@parley/contracts';
import { Inbox } from '@parley/persistence';
import { OnEvent } from '@parley/transport';
import { BlockMirrorRepository } from './block-mirror.repository.js';

/** Repairs what `mirrorBlock` missed. */
@Controller()
export class BlockMirrorEvents {
  constructor(
    private readonly inbox: Inbox,
    private readonly blocks: BlockMirrorRepository,
  ) {}

  @OnEvent(user.userBlocked, 'block_mirror')
  blocked(event: EventEnvelope<user.BlockChange>): Promise<void> {
    return this.keep('block_mirror', event, true);
  }

  @OnEvent(user.userUnblocked, 'unblock_mirror')
  unblocked(event: EventEnvelope<user.BlockChange>): Promise<void> {
    return this.keep('unblock_mirror', event, false);
  }

  private async keep(consumer: string, event: EventEnvelope<user.BlockChange>, isStanding: boolean): Promise<void> {
    const { blocker, blocked, changedAt } = event.payload;
    await this.inbox.once(consumer, event, (tx) =>
      this.blocks.keepNewest(tx, { blockerId: blocker.id, blockedId: blocked.id, isStanding, changedAt }),
    );
  }
}
