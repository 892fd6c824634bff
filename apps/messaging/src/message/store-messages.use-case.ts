import { Injectable } from '@nestjs/common';
import { AppError, type messaging, type MessageId } from '@parley/contracts';
import { Database, Transactions } from '@parley/persistence';
import { failed, succeeded, type Outcome } from '@parley/transport';
import { AppendMessages, reachesFurther } from './append-messages.use-case.js';
import { toMessage } from './message.entity.js';
import { MessageRepository, type Appended, type MessageDraft } from './message.repository.js';

/** Stores drafts in one statement; of those with one client key there may be only one. */
@Injectable()
export class StoreMessages {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly messages: MessageRepository,
    private readonly appendMessages: AppendMessages,
  ) {}

  /** One outcome per draft, in order. @throws {AppError} SERVICE_UNAVAILABLE when nothing can be stored */
  async execute(drafts: readonly MessageDraft[]): Promise<readonly Outcome<messaging.SentMessage>[]> {
    const appended = drafts.some(reachesFurther)
      ? await this.transactions.run((tx) => this.appendMessages.execute(tx, drafts))
      : await this.append(drafts);
    const firsts = await this.firstsOf(appended);
    return appended.map((one) => outcomeOf(one, firsts));
  }

  private async append(drafts: readonly MessageDraft[]): Promise<readonly Appended[]> {
    const appended = await this.transactions.retried(() => this.messages.append(this.database, drafts));
    this.transactions.committed(appended.flatMap((one) => (one.verdict === 'NEW' ? [one.envelope] : [])));
    return appended;
  }

  /** The messages that repeats repeat, as they are now. */
  private async firstsOf(appended: readonly Appended[]): Promise<ReadonlyMap<MessageId, messaging.Message>> {
    const ids = appended.flatMap((one) => (one.verdict === 'REPEATED' ? [one.messageId] : []));
    const rows = ids.length === 0 ? [] : await this.messages.byIds(this.database, ids);
    return new Map(rows.map((row) => [row.id, toMessage(row)]));
  }
}

const outcomeOf = (one: Appended, firsts: ReadonlyMap<MessageId, messaging.Message>): Outcome<messaging.SentMessage> => {
  if (one.verdict === 'NEW')
    return succeeded({ message: one.envelope.payload.message, conversation: one.envelope.payload.conversation, isNew: true });
  if (one.verdict !== 'REPEATED') return failed(new AppError(one.verdict));
  const message = firsts.get(one.messageId);
  return message === undefined ? failed(new AppError('MESSAGE_NOT_FOUND')) : succeeded({ message, conversation: one.conversation, isNew: false });
};
