import { Injectable } from '@nestjs/common';
import { messaging, type ConversationId, type Origin, type UserId } from '@parley/contracts';
import { Outbox, type Tx } from '@parley/persistence';
import { MessageRepository } from '../message/message.repository.js';
import { noticeOf } from '../message/notice.policy.js';
import { ChangeLog } from '../sync/change-log.repository.js';
import { ConversationRepository } from './conversation.repository.js';
import { MemberRepository } from './member.repository.js';

/** A new room's log begins here. */
const firstSeq = 1;

/** The first members of a new room, and everything that tells of it: events, log, system message (C44). */
@Injectable()
export class SeatFounders {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly members: MemberRepository,
    private readonly messages: MessageRepository,
    private readonly log: ChangeLog,
    private readonly outbox: Outbox,
  ) {}

  /** The acting user becomes the owner; `memberIds` is everybody else. */
  async execute(tx: Tx, roomId: ConversationId, origin: Origin, memberIds: readonly UserId[]): Promise<void> {
    await this.members.add(tx, roomId, origin.userId, memberIds, firstSeq);
    const conversation = (await this.conversations.cards(tx, [roomId])).get(roomId);
    const founders = (await this.members.of(tx, [roomId], memberIds.length + 1)).get(roomId) ?? [];
    if (conversation === undefined) throw new Error('the room was not stored');
    await this.outbox.add(tx, messaging.conversationCreated, { conversation, memberIds: [origin.userId, ...memberIds] }, origin);
    await this.log.recordAdded(tx, conversation, founders, origin);
    await this.messages.appendNotices(tx, roomId, [noticeOf(messaging.createdNotice)], origin);
  }
}
