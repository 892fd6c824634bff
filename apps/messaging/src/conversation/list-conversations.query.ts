import { Injectable } from '@nestjs/common';
import { AppError, type ConversationId, type messaging, type UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { toMessage } from '../message/message.entity.js';
import { MessageRepository } from '../message/message.repository.js';
import { ConversationListRepository, type ListedRow } from './conversation-list.repository.js';
import { toConversation } from './conversation.entity.js';
import { MemberRepository } from './member.repository.js';

const membersShown = 50;

/** A user's conversations: four queries whatever the page. */
@Injectable()
export class ListConversations {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationListRepository,
    private readonly members: MemberRepository,
    private readonly messages: MessageRepository,
  ) {}

  async execute(input: messaging.ListConversationsInput): Promise<messaging.ConversationPage> {
    const titlePart = input.titlePart?.replaceAll('\0', '') ?? null;
    const filter = { ...input, titlePart, id: null };
    const [rows, total] = await Promise.all([
      this.conversations.page(this.database, filter, input.limit, input.offset),
      this.conversations.count(this.database, filter),
    ]);
    return { entries: await this.entriesOf(rows, input.viewerId, input.withMembers === false ? 0 : membersShown), total };
  }

  /** One conversation as this member lists it. @throws {AppError} CONVERSATION_NOT_FOUND */
  async entry(viewerId: UserId, id: ConversationId): Promise<messaging.ConversationEntry> {
    const filter = { viewerId, id, kind: null, visibility: null, titlePart: null };
    const [entry] = await this.entriesOf(await this.conversations.page(this.database, filter, 1, 0), viewerId, membersShown);
    if (entry === undefined) throw new AppError('CONVERSATION_NOT_FOUND');
    return entry;
  }

  private async entriesOf(rows: readonly ListedRow[], viewerId: UserId, mostMembers: number): Promise<readonly messaging.ConversationEntry[]> {
    if (rows.length === 0) return [];
    const [members, lastMessages] = await Promise.all([
      this.members.of(
        this.database,
        rows.map(({ id }) => id),
        mostMembers,
      ),
      this.messages.byIds(
        this.database,
        rows.flatMap(({ lastMessageId }) => (lastMessageId === null ? [] : [lastMessageId])),
        viewerId,
      ),
    ]);
    const messageOf = new Map(lastMessages.map((row) => [row.id, toMessage(row)]));
    return rows.map((row) => ({
      conversation: toConversation(row),
      role: row.role,
      joinedAt: row.joinedAt.toISOString(),
      unreadCount: row.unreadCount,
      unreadReplyCount: row.unreadReplyCount,
      lastMessage: row.lastMessageId === null ? null : (messageOf.get(row.lastMessageId) ?? null),
      isPinned: row.isPinned,
      isMuted: row.isMuted,
      members: members.get(row.id) ?? [],
    }));
  }
}
