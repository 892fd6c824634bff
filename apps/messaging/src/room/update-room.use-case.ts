import { Injectable } from '@nestjs/common';
import { AppError, messaging } from '@parley/contracts';
import { Transactions, type Tx } from '@parley/persistence';
import { toConversation, type ConversationRow } from '../conversation/conversation.entity.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { MessageRepository } from '../message/message.repository.js';
import { noticeOf } from '../message/notice.policy.js';
import { ChangeLog } from '../sync/change-log.repository.js';
import { requireRoomAdmin } from './room.policy.js';
import { RoomRepository } from './room.repository.js';
import { isChange, settingsAfter } from './room-settings.policy.js';

@Injectable()
export class UpdateRoom {
  constructor(
    private readonly transactions: Transactions,
    private readonly rooms: RoomRepository,
    private readonly conversations: ConversationRepository,
    private readonly log: ChangeLog,
    private readonly messages: MessageRepository,
  ) {}

  /** @throws {AppError} see the contract */
  execute(input: messaging.UpdateRoomInput): Promise<messaging.Conversation> {
    const { origin, conversationId } = input;
    return this.transactions.run(async (tx) => {
      const { conversation: before } = requireRoomAdmin(await this.rooms.lock(tx, origin.userId, conversationId));
      const settings = settingsAfter(before, input);
      // A slug may be another where the title is not: it had a suffix.
      if (!isChange(before, settings) && (input.slug ?? before.slug) === before.slug) return toConversation(before);
      const { maxMembers } = settings;
      if (maxMembers !== null && maxMembers < before.memberCount) throw new AppError('MEMBER_LIMIT_TOO_LOW', { memberCount: before.memberCount });
      await this.rename(tx, before, input, settings.title);
      await this.rooms.setUp(tx, conversationId, settings);
      const { conversation } = requireRoomAdmin(await this.rooms.lock(tx, origin.userId, conversationId));
      const after = toConversation(conversation);
      await this.log.record(tx, messaging.conversationUpdated, conversationId, { conversation: after }, origin);
      await this.messages.appendNotices(tx, conversationId, [noticeOf('Channel updated')], origin);
      return after;
    });
  }

  /** A given slug is taken or not; a new title's gets the first free suffix (C39), which may be the one it has. */
  private async rename(tx: Tx, { id, slug: present, title: before }: ConversationRow, input: messaging.UpdateRoomInput, title: string | null) {
    if (input.slug != null) {
      if (input.slug === present || (await this.rooms.setSlug(tx, id, input.slug))) return;
      throw new AppError('SLUG_TAKEN', { slug: input.slug });
    }
    if (title === before) return;
    for await (const free of this.conversations.freeSlugs(tx, title ?? '', present)) {
      if (free === present || (await this.rooms.setSlug(tx, id, free))) return;
    }
  }
}
