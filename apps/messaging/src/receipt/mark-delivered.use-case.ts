import { Injectable } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { Outbox, Transactions } from '@parley/persistence';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { FindCursors } from './find-cursors.query.js';
import { bySender } from './receipt.policy.js';
import { ReceiptRepository } from './receipt.repository.js';

@Injectable()
export class MarkDelivered {
  constructor(
    private readonly transactions: Transactions,
    private readonly cursors: FindCursors,
    private readonly conversations: ConversationRepository,
    private readonly receipts: ReceiptRepository,
    private readonly outbox: Outbox,
  ) {}

  /** @throws {AppError} see the contract */
  async execute(input: messaging.ReadUpToInput): Promise<null> {
    const { origin, conversationId } = input;
    const { readSeq, deliveredSeq, targetSeq } = await this.cursors.execute(input);
    if (Math.max(readSeq, deliveredSeq) >= targetSeq) return null;
    await this.transactions.run(async (tx) => {
      const delivered = await this.receipts.deliverUpTo(tx, conversationId, origin.userId, targetSeq);
      const conversation = (await this.conversations.cards(tx, [conversationId])).get(conversationId);
      if (delivered.length === 0 || conversation?.kind !== 'direct') return;
      await this.outbox.add(tx, messaging.messagesDelivered, { conversation, userId: origin.userId, bySender: bySender(delivered) }, origin);
    });
    return null;
  }
}
