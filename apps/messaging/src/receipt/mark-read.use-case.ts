import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { requireMember } from '../conversation/conversation.policy.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { FindCursors } from './find-cursors.query.js';
import { ReceiptRepository } from './receipt.repository.js';
import { TellRead } from './tell-read.use-case.js';

@Injectable()
export class MarkRead {
  constructor(
    private readonly transactions: Transactions,
    private readonly cursors: FindCursors,
    private readonly conversations: ConversationRepository,
    private readonly receipts: ReceiptRepository,
    private readonly told: TellRead,
  ) {}

  /**
   * Most calls find everything read already, and take no lock. What a room said before somebody came counts as read (C88), but it
   * is his first mark that says when he was there (A-RC-18).
   * @throws {AppError} see the contract
   */
  async execute(input: messaging.ReadUpToInput): Promise<null> {
    const { origin, conversationId } = input;
    const { readSeq, targetSeq, isUnread } = await this.cursors.execute(input);
    if (readSeq >= targetSeq && !isUnread) return null;
    await this.transactions.run(async (tx) => {
      const reader = await this.receipts.lock(tx, conversationId, origin.userId);
      const read = await this.receipts.readUpTo(tx, reader, targetSeq);
      if (read === null) requireMember(await this.conversations.forViewer(tx, origin.userId, conversationId));
      else await this.told.execute(tx, reader, read, origin);
    });
    return null;
  }
}
