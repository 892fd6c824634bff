import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { TellUpdate } from '../message/tell-update.use-case.js';
import { LinkRepository, type LinkTask } from './link.repository.js';

/** Ends the wait of a message, and shows it with its preview, where there is one. */
@Injectable()
export class ShowPreview {
  constructor(
    private readonly transactions: Transactions,
    private readonly links: LinkRepository,
    private readonly conversations: ConversationRepository,
    private readonly update: TellUpdate,
  ) {}

  /** A message that is gone, or has another link by now, is left as it is. */
  execute(task: LinkTask, preview: messaging.LinkPreview | null): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.conversations.lock(tx, task.conversationId);
      if (!(await this.links.settle(tx, task)) || preview === null) return;
      const card = (await this.conversations.cards(tx, [task.conversationId])).get(task.conversationId);
      if (card === undefined || !(await this.links.show(tx, task.messageId, preview))) return;
      await this.update.execute(tx, task.messageId, card, 'preview', null);
    });
  }
}
