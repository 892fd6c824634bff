import { Injectable } from '@nestjs/common';
import { AppError, messaging, parseId, user, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { Viewer } from '../../../session/viewer.js';
import { ConversationPresenceView } from '../../../views/conversation-presence.view.js';
import type { Presences } from '../../../views/presence.view.js';
import { userRef, type Reference } from '../umoc.ids.js';
import { toCreateRoom, type CreateGroupDto } from './chats.dto.js';

/** A group made from members' numbers, as all of it is shown afterwards. */
@Injectable()
export class GroupView {
  constructor(
    private readonly rpc: RpcClient,
    private readonly conversations: ConversationPresenceView,
  ) {}

  /** @throws {AppError} MEMBER_UNKNOWN, ROOM_FULL */
  async create(viewer: Viewer, dto: CreateGroupDto): Promise<messaging.ConversationDetails & { readonly presences: Presences }> {
    const memberIds = await Promise.all(dto.member_ids.map((reference) => this.memberId(reference)));
    const { conversation } = await this.rpc.call(messaging.createRoom, toCreateRoom(viewer, dto, memberIds));
    return this.conversations.get(viewer.userId, { id: conversation.id });
  }

  private async memberId(reference: Reference): Promise<UserId> {
    if (typeof reference === 'string') return parseId<'user'>(reference) as UserId;
    try {
      return (await this.rpc.call(user.getProfile, { user: userRef(reference) })).id;
    } catch (error) {
      throw error instanceof AppError && error.code === 'USER_NOT_FOUND' ? new AppError('MEMBER_UNKNOWN') : error;
    }
  }
}
