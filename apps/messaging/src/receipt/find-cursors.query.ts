import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { requireMember } from '../conversation/conversation.policy.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { ReceiptRepository, type Cursors } from './receipt.repository.js';

/** Where the acting user stands, and where a message does. */
@Injectable()
export class FindCursors {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationRepository,
    private readonly receipts: ReceiptRepository,
  ) {}

  /** @throws {AppError} CONVERSATION_NOT_FOUND, NOT_A_MEMBER, MESSAGE_NOT_FOUND */
  async execute({ origin, conversationId, messageId }: messaging.ReadUpToInput): Promise<Cursors & { readonly targetSeq: number }> {
    const cursors = await this.receipts.cursors(this.database, conversationId, origin.userId, messageId);
    if (cursors === null) requireMember(await this.conversations.forViewer(this.database, origin.userId, conversationId));
    if (cursors === null || cursors.targetSeq === null) throw new AppError('MESSAGE_NOT_FOUND');
    return { ...cursors, targetSeq: cursors.targetSeq };
  }
}
