import { Injectable } from '@nestjs/common';
import { messaging, type Origin, type user } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { toCard, type ConversationRow } from '../conversation/conversation.entity.js';
import { MessageRepository } from '../message/message.repository.js';
import { noticeAbout } from '../message/notice.policy.js';
import { ChangeLog } from '../sync/change-log.repository.js';
import { RoomRepository } from './room.repository.js';

/** The one way out of a room that goes on, whoever showed the door (A-CB-25). He may read all up to his leaving. */
@Injectable()
export class UnseatMember {
  constructor(
    private readonly rooms: RoomRepository,
    private readonly log: ChangeLog,
    private readonly messages: MessageRepository,
  ) {}

  async execute(tx: Tx, conversation: ConversationRow, leaver: user.UserCard, origin: Origin | null): Promise<void> {
    // Before he is out: a message needs a member as its sender. Who is deleted says nothing.
    if (origin !== null) await this.messages.appendNotices(tx, conversation.id, [noticeAbout(leaver, 'left the channel')], origin);
    const seq = await this.log.record(tx, messaging.memberRemoved, conversation.id, { conversation: toCard(conversation), user: leaver }, origin);
    await this.rooms.unseat(tx, conversation.id, leaver.id, seq);
  }
}
