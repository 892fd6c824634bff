import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { toMessage } from './message.entity.js';
import { MessageActRepository } from './message-act.repository.js';
import { MessageRepository } from './message.repository.js';

/** A message as it was written, also once it is edited or deleted (A-CB-37). */
@Injectable()
export class AuditMessage {
  constructor(
    private readonly database: Database,
    private readonly messages: MessageRepository,
    private readonly acts: MessageActRepository,
  ) {}

  /** @throws {AppError} MESSAGE_NOT_FOUND */
  async execute({ messageId }: messaging.AuditMessageInput): Promise<messaging.AuditedMessage> {
    const [row] = await this.messages.byIds(this.database, [messageId]);
    if (row === undefined) throw new AppError('MESSAGE_NOT_FOUND');
    const { revisions, deletedBy } = await this.acts.past(this.database, messageId);
    // Blanked only for those in the conversation.
    const message = { ...toMessage({ ...row, deletedAt: null }), deletedAt: row.deletedAt?.toISOString() ?? null };
    return { message, revisions, deletedBy };
  }
}
