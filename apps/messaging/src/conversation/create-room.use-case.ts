import { Injectable } from '@nestjs/common';
import { AppError, messaging, newId, readableText, type ConversationId, type UserId } from '@parley/contracts';
import { Transactions, type Tx } from '@parley/persistence';
import { readableLine } from '../message/text.policy.js';
import { UserMirrorRepository } from '../user-mirror/user-mirror.repository.js';
import { ConversationRepository, type NewRoom } from './conversation.repository.js';
import { ListConversations } from './list-conversations.query.js';
import { SeatFounders } from './seat-founders.use-case.js';

@Injectable()
export class CreateRoom {
  constructor(
    private readonly transactions: Transactions,
    private readonly conversations: ConversationRepository,
    private readonly users: UserMirrorRepository,
    private readonly founders: SeatFounders,
    private readonly list: ListConversations,
  ) {}

  /** @throws {AppError} SLUG_TAKEN, MEMBER_UNKNOWN {userIds}, ROOM_FULL, INPUT_INVALID (an unreadable title) */
  async execute(input: messaging.CreateRoomInput): Promise<messaging.ConversationEntry> {
    const { origin } = input;
    const memberIds = [...new Set(input.memberIds)].filter((id) => id !== origin.userId);
    const draft = toRoom(input, memberIds.length + 1);
    if (draft.maxMembers !== null && draft.memberCount > draft.maxMembers) throw new AppError('ROOM_FULL', { maxMembers: draft.maxMembers });
    const id = await this.transactions.run(async (tx) => {
      await this.requireKnown(tx, [origin.userId, ...memberIds]);
      const roomId = await this.insert(tx, draft, input.slug ?? null);
      await this.founders.execute(tx, roomId, origin, memberIds);
      return roomId;
    });
    return this.list.entry(origin.userId, id);
  }

  private async requireKnown(tx: Tx, userIds: readonly UserId[]): Promise<void> {
    const known = await this.users.holdReachable(tx, userIds);
    const unknown = userIds.filter((id) => !known.has(id));
    if (unknown.length > 0) throw new AppError('MEMBER_UNKNOWN', { userIds: unknown });
  }

  /** A given slug is taken or not; a derived one gets the first free suffix (C39). */
  private async insert(tx: Tx, draft: Omit<NewRoom, 'slug'>, slug: string | null): Promise<ConversationId> {
    if (slug !== null) {
      if (await this.conversations.insertRoom(tx, { ...draft, slug })) return draft.id;
      throw new AppError('SLUG_TAKEN', { slug });
    }
    for await (const free of this.conversations.freeSlugs(tx, draft.title, null)) {
      if (await this.conversations.insertRoom(tx, { ...draft, slug: free })) return draft.id;
    }
    throw new Error('slugs do not end');
  }
}

const toRoom = (input: messaging.CreateRoomInput, memberCount: number): Omit<NewRoom, 'slug'> => {
  const title = readableLine(input.title);
  if (title === '') throw new AppError('INPUT_INVALID', { title: 'must have a readable character' });
  return {
    id: newId(),
    title,
    description: input.description == null ? null : readableText(input.description),
    visibility: input.visibility,
    ownerId: input.origin.userId,
    avatarUrl: input.avatarUrl == null ? null : readableLine(input.avatarUrl),
    maxMembers: input.maxMembers ?? null,
    isAutoSummaryEnabled: input.isAutoSummaryEnabled,
    summaryThreshold: input.summaryThreshold,
    memberCount,
  };
};
