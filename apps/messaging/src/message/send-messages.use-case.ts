import { Injectable } from '@nestjs/common';
import { AppError, type messaging, type MessageId } from '@parley/contracts';
import { Database, Transactions } from '@parley/persistence';
import { failed, succeeded, type Outcome } from '@parley/transport';
import { AppendMessages, reachesFurther } from './append-messages.use-case.js';
import { DraftMessages } from './draft-messages.use-case.js';
import { toMessage } from './message.entity.js';
import { MessageRepository, type Appended, type MessageDraft } from './message.repository.js';

/** One of the batch on its way; `at` is its place in the batch. */
interface Send {
  readonly at: number;
  readonly value: MessageDraft;
}

type Outcomes = Outcome<messaging.SentMessage>[];

/** Stores what was sent at the same moment in one statement. Every message succeeds or fails for itself. */
@Injectable()
export class SendMessages {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly drafts: DraftMessages,
    private readonly messages: MessageRepository,
    private readonly appendMessages: AppendMessages,
  ) {}

  /** One outcome per input, in order. @throws {AppError} SERVICE_UNAVAILABLE when nothing can be stored */
  async execute(inputs: readonly messaging.SendMessageInput[]): Promise<readonly Outcome<messaging.SentMessage>[]> {
    const outcomes: Outcomes = [];
    const drafts = await this.drafts.execute(inputs);
    const sends = drafts.flatMap((value, at): readonly Send[] => {
      if (!(value instanceof AppError)) return [{ at, value }];
      outcomes[at] = failed(value);
      return [];
    });
    const { firsts, repeats } = splitRepeats(sends);
    await this.store(firsts, outcomes);
    for (const { at, of } of repeats) outcomes[at] = repeated(outcomes[of]);
    return outcomes;
  }

  private async store(sends: readonly Send[], outcomes: Outcomes): Promise<void> {
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
const splitRepeats = (sends: readonly Send[]) => {
  const firsts: Send[] = [];
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
