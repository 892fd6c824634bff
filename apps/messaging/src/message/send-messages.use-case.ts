import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { failed, succeeded, type Outcome } from '@parley/transport';
import { DraftMessages } from './draft-messages.use-case.js';
import type { MessageDraft } from './message.repository.js';
import { ReleaseFiles } from './release-files.use-case.js';
import { StoreMessages } from './store-messages.use-case.js';

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
    private readonly drafts: DraftMessages,
    private readonly storeMessages: StoreMessages,
    private readonly releaseFiles: ReleaseFiles,
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
    const stored = await this.storeMessages.execute(firsts.map(({ value }) => value));
    firsts.forEach(({ at }, index) => (outcomes[at] = stored[index] ?? failed(new AppError('INTERNAL'))));
    for (const { at, of } of repeats) outcomes[at] = repeated(outcomes[of]);
    await this.releaseFiles.execute(sends.flatMap(({ at, value }) => (isNew(outcomes[at]) ? [] : [value])));
    return outcomes;
  }
}

const isNew = (outcome: Outcome<messaging.SentMessage> | undefined): boolean => outcome !== undefined && 'ok' in outcome && outcome.ok.isNew;

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
