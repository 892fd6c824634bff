import { Injectable } from '@nestjs/common';
import { AppError, type ConversationId, type messaging, type UserId } from '@parley/contracts';
import { Transactions, type Tx } from '@parley/persistence';
import { UserResolver } from '../user-mirror/user.resolver.js';
import { ReceiptRepository } from './receipt.repository.js';
import { TellRead } from './tell-read.use-case.js';

@Injectable()
export class ReadMessages {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UserResolver,
    private readonly receipts: ReceiptRepository,
    private readonly told: TellRead,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND */
  async execute(input: messaging.ReadMessagesInput): Promise<null> {
    const senderId = input.sender === null || input.sender === undefined ? null : await this.idOf(input.sender);
    await this.transactions.run(async (tx) => {
      for (const id of await this.receipts.conversationsOf(tx, input.messageIds)) await this.readIn(tx, id, input, senderId);
    });
    return null;
  }

  private async idOf(sender: NonNullable<messaging.ReadMessagesInput['sender']>): Promise<UserId> {
    const [id] = await this.users.resolve([sender]);
    if (id === null || id === undefined) throw new AppError('USER_NOT_FOUND');
    return id;
  }

  private async readIn(tx: Tx, id: ConversationId, { origin, messageIds }: messaging.ReadMessagesInput, senderId: UserId | null): Promise<void> {
    const reader = await this.receipts.lock(tx, id, origin.userId);
    const read = await this.receipts.readSingly(tx, reader, messageIds, senderId);
    if (read.length === 0) return;
    await this.receipts.closeGaps(tx, reader);
    await this.told.execute(tx, reader, read, origin);
  }
}
