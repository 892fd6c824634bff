import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { requireMember } from '../conversation/conversation.policy.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { toMessage } from '../message/message.entity.js';
import { PinRepository } from './pin.repository.js';

@Injectable()
export class ListPins {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationRepository,
    private readonly pins: PinRepository,
  ) {}

  /** @throws {AppError} CONVERSATION_NOT_FOUND, NOT_A_MEMBER */
  async execute({ viewerId, conversationId }: messaging.ListPinsInput): Promise<readonly messaging.Message[]> {
    requireMember(await this.conversations.forViewer(this.database, viewerId, conversationId));
    return (await this.pins.list(this.database, conversationId, viewerId)).map(toMessage);
  }
}
