import { Injectable } from '@nestjs/common';
import { messaging, type Origin } from '@parley/contracts';
import { Transactions, type Tx } from '@parley/persistence';
import { ChangeLog, hiding } from '../sync/change-log.repository.js';
import { requireDeletable } from './message-act.policy.js';
import { MessageActRepository } from './message-act.repository.js';
import { MessageTargets, type MessageTarget } from './message-target.resolver.js';
import { TellUpdate } from './tell-update.use-case.js';

@Injectable()
export class DeleteMessage {
  constructor(
    private readonly transactions: Transactions,
    private readonly targets: MessageTargets,
    private readonly acts: MessageActRepository,
    private readonly log: ChangeLog,
    private readonly update: TellUpdate,
  ) {}

  /** @throws {AppError} see the contract */
  execute({ origin, messageId, conversationId, scope }: messaging.DeleteMessageInput): Promise<messaging.Deletion> {
    return this.transactions.run(async (tx) =>
      scope === 'me'
        ? this.hide(tx, await this.targets.lock(tx, origin.userId, messageId, conversationId ?? null), origin)
        : this.remove(tx, await this.targets.lockForAll(tx, origin.userId, messageId, conversationId ?? null), origin),
    );
  }

  private async hide(tx: Tx, { row, card }: MessageTarget, origin: Origin): Promise<messaging.Deletion> {
    const hiddenAt = (await this.acts.hide(tx, row.id, origin.userId)).toISOString();
    const hidden = { messageId: row.id, conversation: card, sender: row.sender, userId: origin.userId, hiddenAt };
    await this.log.record(tx, messaging.messageHidden, card.id, hidden, origin);
    return { messageId: row.id, sender: row.sender, at: hiddenAt };
  }

  private async remove(tx: Tx, target: MessageTarget, origin: Origin): Promise<messaging.Deletion> {
    const { row, card } = target;
    requireDeletable(row, { conversation: card, role: target.role }, origin);
    const { deletedAt, hiddenFrom } = await this.acts.remove(tx, row.id, origin.userId);
    const deletion = {
      messageId: row.id,
      conversation: card,
      sender: row.sender,
      deletedBy: origin.userId,
      deletedAt: deletedAt.toISOString(),
      fileIds: row.attachments.flatMap(({ fileId }) => (fileId === null ? [] : [fileId])),
      ...hiding(hiddenFrom),
    };
    await this.log.record(tx, messaging.messageDeleted, card.id, deletion, origin);
    if (row.threadRootId !== null) {
      await this.acts.leaveThread(tx, row.threadRootId);
      await this.update.execute(tx, row.threadRootId, card, 'thread', origin);
    }
    return { messageId: row.id, sender: row.sender, at: deletion.deletedAt };
  }
}
