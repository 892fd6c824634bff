import { Injectable } from '@nestjs/common';
import type { Origin } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { MessageRepository } from '../message/message.repository.js';
import type { MessageTarget } from '../message/message-target.resolver.js';
import { noticeAbout } from '../message/notice.policy.js';
import { TellUpdate } from '../message/tell-update.use-case.js';
import { UserMirrorRepository } from '../user-mirror/user-mirror.repository.js';

/** What is told of a pin, and of its end. */
@Injectable()
export class TellPin {
  constructor(
    private readonly update: TellUpdate,
    private readonly messages: MessageRepository,
    private readonly users: UserMirrorRepository,
  ) {}

  /** The message as it now looks; and in a room, who did it (C44). */
  async execute(tx: Tx, { row, card }: MessageTarget, cause: 'pinned' | 'unpinned', origin: Origin): Promise<void> {
    await this.update.execute(tx, row.id, card, cause, origin);
    if (card.kind === 'direct') return;
    const actor = await this.users.card(tx, origin.userId);
    if (actor === null) throw new Error('a member without a card');
    await this.messages.appendNotices(tx, card.id, [noticeAbout(actor, `${cause} a message`)], origin);
  }
}
