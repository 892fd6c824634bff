import { Injectable } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { Outbox, type Tx } from '@parley/persistence';
import type { Appended } from './message.repository.js';

/** Tells of the files that messages use, in the transaction that stores them. */
@Injectable()
export class TellFiles {
  constructor(private readonly outbox: Outbox) {}

  async execute(tx: Tx, appended: readonly Appended[]): Promise<void> {
    for (const one of appended) {
      if (one.verdict !== 'NEW') continue;
      const { id: messageId, conversationId, sender, attachments } = one.envelope.payload.message;
      const fileIds = attachments.flatMap(({ fileId }) => fileId ?? []);
      if (fileIds.length === 0) continue;
      await this.outbox.add(tx, messaging.filesAttached, { messageId, conversationId, senderId: sender.id, fileIds }, one.envelope.origin);
    }
  }
}
