import { Injectable } from '@nestjs/common';
import { AppError, messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { requireMember } from '../conversation/conversation.policy.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { HistoryRepository } from './history.repository.js';
import { toHiddenMessage, toMessage } from './message.entity.js';
import { MessageActRepository } from './message-act.repository.js';
import { MessageRepository } from './message.repository.js';

/** A message and what was answered to it (CB-4.9). */
@Injectable()
export class GetThread {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
    private readonly acts: MessageActRepository,
    private readonly history: HistoryRepository,
  ) {}

  /** @throws {AppError} see the contract */
  async execute({ viewerId, conversationId, messageId }: messaging.GetThreadInput): Promise<messaging.Thread> {
    requireMember(await this.conversations.forViewer(this.database, viewerId, conversationId));
    const [asked] = await this.messages.byIds(this.database, [messageId]);
    if (asked === undefined || asked.conversationId !== conversationId) throw new AppError('MESSAGE_NOT_FOUND');
    const ids = asked.threadRootId === null ? [messageId] : [messageId, asked.threadRootId];
    const hidden = await this.acts.hiddenFrom(this.database, viewerId, ids);
    if (hidden.has(messageId)) throw new AppError('MESSAGE_NOT_FOUND');
    const [root] = asked.threadRootId === null ? [asked] : await this.messages.byIds(this.database, [asked.threadRootId]);
    if (root === undefined) throw new AppError('MESSAGE_NOT_FOUND');
    const { rows, total } = await this.history.replies(this.database, root.id, viewerId, messaging.maxReplies);
    return { parent: hidden.has(root.id) ? toHiddenMessage(root) : toMessage(root), replies: rows.map(toMessage), total };
  }
}
