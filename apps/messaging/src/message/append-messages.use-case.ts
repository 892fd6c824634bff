import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '@parley/persistence';
import type { MessageId, messaging, Origin } from '@parley/contracts';
import { MessageRepository, type Appended, type MessageDraft } from './message.repository.js';
import { TellUpdate } from './tell-update.use-case.js';

interface Growth {
  readonly conversation: messaging.ConversationCard;
  readonly origin: Origin;
}

/** Stores a batch that has replies in it: each thread that grew is told of with them, in one transaction (A-CB-59). */
@Injectable()
export class AppendReplies {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: MessageRepository,
    private readonly update: TellUpdate,
  ) {}

  execute(drafts: readonly MessageDraft[]): Promise<readonly Appended[]> {
    return this.transactions.run(async (tx) => {
      const appended = await this.messages.append(tx, drafts);
      await this.tell(tx, appended, drafts);
      return appended;
    });
  }

  private async tell(tx: Tx, appended: readonly Appended[], drafts: readonly MessageDraft[]): Promise<void> {
    const roots = new Map<MessageId, Growth>();
    appended.forEach((one, index) => {
      const origin = drafts[index]?.origin;
      if (one.verdict !== 'NEW' || origin === undefined) return;
      const { message, conversation } = one.envelope.payload;
      tx.events.push(one.envelope);
      if (message.threadRootId !== null) roots.set(message.threadRootId, { conversation, origin });
    });
    for (const [rootId, { conversation, origin }] of roots) await this.update.execute(tx, rootId, conversation, 'thread', origin);
  }
}
