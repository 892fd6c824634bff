import { Injectable } from '@nestjs/common';
import { AppError, type messaging, type MessageId } from '@parley/contracts';
import { Database, Transactions } from '@parley/persistence';
import { failed, succeeded, type Outcome } from '@parley/transport';
import { ConversationResolver } from '../conversation/conversation.resolver.js';
import { AppendMessages, reachesFurther } from './append-messages.use-case.js';
import { toMessage } from './message.entity.js';
import { checkContent, type MessageContent } from './message.policy.js';
import { MessageRepository, type Appended, type MessageDraft } from './message.repository.js';

/** One of the batch on its way; `at` is its place in the batch. */
interface Send<T> {
  readonly at: number;
  readonly value: T;
}

type Outcomes = Outcome<messaging.SentMessage>[];

/** Stores what was sent at the same moment in one statement. Every message succeeds or fails for itself. */
@Injectable()
export class SendMessages {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly conversations: ConversationResolver,
    private readonly messages: MessageRepository,
    private readonly appendMessages: AppendMessages,
  ) {}

  /** One outcome per input, in order. @throws {AppError} SERVICE_UNAVAILABLE when nothing can be stored */
  async execute(inputs: readonly messaging.SendMessageInput[]): Promise<readonly Outcome<messaging.SentMessage>[]> {
    const outcomes: Outcomes = [];
    const drafts = await this.place(inputs, this.check(inputs, outcomes), outcomes);
    const { firsts, repeats } = splitRepeats(drafts);
    await this.store(firsts, outcomes);
    for (const { at, of } of repeats) outcomes[at] = repeated(outcomes[of]);
    return outcomes;
  }

  private check(inputs: readonly messaging.SendMessageInput[], outcomes: Outcomes): readonly Send<MessageContent>[] {
    return inputs.flatMap((input, at) => {
      try {
        return [{ at, value: checkContent(input) }];
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        outcomes[at] = failed(error);
        return [];
      }
    });
  }

  private async place(inputs: readonly messaging.SendMessageInput[], contents: readonly Send<MessageContent>[], outcomes: Outcomes) {
    const sends = contents.flatMap(({ at, value }) => {
      const input = inputs[at];
      return input === undefined ? [] : [{ at, input, content: value }];
    });
    const found = await this.conversations.findOrOpen(sends.map(({ input }) => ({ origin: input.origin, ref: input.conversation })));
    return sends.flatMap(({ at, input, content }, index): readonly Send<MessageDraft>[] => {
      const conversationId = found[index] ?? new AppError('CONVERSATION_NOT_FOUND');
      if (conversationId instanceof AppError) {
        outcomes[at] = failed(conversationId);
        return [];
      }
      const { origin, isThreadReply } = input;
      return [
        { at, value: { ...content, conversationId, origin, isThreadReply, replyToId: input.replyToId ?? null, clientKey: input.clientKey ?? null } },
      ];
    });
  }

  private async store(sends: readonly Send<MessageDraft>[], outcomes: Outcomes): Promise<void> {
    const drafts = sends.map(({ value }) => value);
    const appended = drafts.some(reachesFurther)
      ? await this.transactions.run((tx) => this.appendMessages.execute(tx, drafts))
      : await this.append(drafts);
    const firsts = await this.firstsOf(appended);
    sends.forEach(({ at }, index) => {
      const one = appended[index];
      if (one !== undefined) outcomes[at] = outcomeOf(one, firsts);
    });
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

const repeated = (first: Outcome<messaging.SentMessage> | undefined): Outcome<messaging.SentMessage> => {
  if (first === undefined) return failed(new AppError('INTERNAL'));
  return 'ok' in first ? succeeded({ ...first.ok, isNew: false }) : first;
};

/** Sends with one client key in one batch share the fate of the first of them. */
const splitRepeats = (sends: readonly Send<MessageDraft>[]) => {
  const firsts: Send<MessageDraft>[] = [];
  const repeats: { readonly at: number; readonly of: number }[] = [];
  const seen = new Map<string, number>();
  for (const send of sends) {
    const { clientKey, conversationId, origin } = send.value;
    const key = `${conversationId} ${origin.userId} ${clientKey}`;
    const of = clientKey === null ? undefined : seen.get(key);
    if (of === undefined) {
      if (clientKey !== null) seen.set(key, send.at);
      firsts.push(send);
    } else repeats.push({ at: send.at, of });
  }
  return { firsts, repeats };
};
