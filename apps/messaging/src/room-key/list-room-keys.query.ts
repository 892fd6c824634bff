import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { requireMember } from '../conversation/conversation.policy.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { RoomKeyRepository } from './room-key.repository.js';

@Injectable()
export class ListRoomKeys {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationRepository,
    private readonly roomKeys: RoomKeyRepository,
  ) {}

  /** @throws {AppError} see the contract */
  async execute({ viewerId, conversationId }: messaging.ListRoomKeysInput): Promise<messaging.RoomKeys> {
    requireMember(await this.conversations.forViewer(this.database, viewerId, conversationId));
    const [keys, standing] = await Promise.all([
      this.roomKeys.of(this.database, conversationId, viewerId),
      this.roomKeys.standing(this.database, conversationId),
    ]);
    return { keys, ...standing };
  }
}
