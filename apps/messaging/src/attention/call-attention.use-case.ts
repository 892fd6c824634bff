import { Injectable } from '@nestjs/common';
import { batchesOf, messaging, type EventEnvelope, type UserId } from '@parley/contracts';
import { Inbox, Outbox, type Tx } from '@parley/persistence';
import { AttentionRepository, type Call } from './attention.repository.js';
import { FindOnline } from './find-online.query.js';
import { mentionsIn } from './mention.policy.js';

/** Something that may concern people, and its place in the log. */
export interface Occasion {
  readonly conversation: messaging.ConversationCard;
  readonly actor: messaging.Message['sender'];
  readonly seq: number;
}

/** Finds whom something concerns and says so, once per event. It follows the commit by the event stream: no send waits for it. */
@Injectable()
export class CallAttention {
  constructor(
    private readonly inbox: Inbox,
    private readonly outbox: Outbox,
    private readonly attention: AttentionRepository,
    private readonly online: FindOnline,
  ) {}

  /** Whom a text names, and of a new reply in a room those in its thread beside them. */
  async byMessage(consumer: string, event: EventEnvelope<unknown>, occasion: Occasion, message: messaging.Message, isNew: boolean): Promise<void> {
    const { names, callsAll, callsHere } = mentionsIn(message.body.kind === 'plain' ? message.body.text : '');
    const ids = callsHere && !callsAll ? await this.online.execute(occasion.conversation.id, occasion.actor.id) : [];
    const excerpt: messaging.MessageExcerpt = { id: message.id, body: message.body, attachments: message.attachments };
    await this.inbox.once(consumer, event, async (tx) => {
      const find = (call: Call) => this.attention.called(tx, occasion.conversation.id, occasion.actor.id, call);
      const isCall = callsAll || ids.length + names.length > 0;
      const mentioned = isCall ? await find({ all: callsAll, ids, names, aboutIds: [message.id] }) : [];
      await this.tell(tx, event, occasion, { kind: 'mention', message: excerpt }, mentioned);
      if (!isNew || message.threadRootId === null || occasion.conversation.pair !== null) return;
      const authors = (await this.attention.threadAuthors(tx, message.threadRootId, message.seq)).filter((id) => !mentioned.includes(id));
      const others = await find({ all: false, ids: authors, names: [], aboutIds: [message.id, message.threadRootId] });
      await this.tell(tx, event, occasion, { kind: 'thread_reply', message: excerpt }, others);
    });
  }

  /** Those of `userIds` whom it may concern. */
  async byCause(
    consumer: string,
    event: EventEnvelope<unknown>,
    occasion: Occasion,
    cause: messaging.AttentionCause,
    userIds: readonly UserId[],
  ): Promise<void> {
    await this.inbox.once(consumer, event, async (tx) => {
      const call = { all: false, ids: userIds, names: [], aboutIds: 'message' in cause ? [cause.message.id] : [] };
      await this.tell(tx, event, occasion, cause, await this.attention.called(tx, occasion.conversation.id, occasion.actor.id, call));
    });
  }

  private async tell(
    tx: Tx,
    { origin }: EventEnvelope<unknown>,
    occasion: Occasion,
    cause: messaging.AttentionCause,
    called: readonly UserId[],
  ): Promise<void> {
    for (const userIds of batchesOf(called, messaging.maxCalled)) {
      await this.outbox.add(tx, messaging.attentionCalled, { ...occasion, cause, userIds }, origin);
    }
  }
}
