import { Injectable } from '@nestjs/common';
import { messaging, type MessageId, type Origin } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { ChangeLog } from '../sync/change-log.repository.js';
import { toMessage } from './message.entity.js';
import { MessageRepository } from './message.repository.js';

/** Logs and publishes that a message looks otherwise now. */
@Injectable()
export class TellUpdate {
  constructor(
    private readonly messages: MessageRepository,
    private readonly log: ChangeLog,
  ) {}

  /** Answers the message as it now is; the caller has changed it in `tx`. `origin` is null when the system itself acts. */
  async execute(
    tx: Tx,
    messageId: MessageId,
    conversation: messaging.ConversationCard,
    cause: messaging.UpdateCause,
    origin: Origin | null,
  ): Promise<messaging.Message> {
    const [row] = await this.messages.byIds(tx, [messageId]);
    if (row === undefined) throw new Error(`no message ${messageId}`);
    const message = toMessage(row);
    // The thread goes on without its root (A-CB-37); who is told of a message that is gone would show it again.
    if (cause === 'thread' && row.deletedAt !== null) return message;
    await this.log.recordMessage(tx, messaging.messageUpdated, { message, conversation, cause }, origin);
    return message;
  }
}
