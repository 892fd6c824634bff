import { Injectable } from '@nestjs/common';
import { messaging, newId, type ConversationId, type EventOf, type MessageId, type Origin, type user, type UserId } from '@parley/contracts';
import { eventOrigin, type Queryable, type Tx } from '@parley/persistence';
import { messageColumnsFor, messageSource, newMessageState, type MessageRow } from './message.entity.js';
import type { MessageContent } from './message.policy.js';
import { contentOf, type Notice } from './notice.policy.js';

/** A message on its way into a conversation's log; `origin.userId` sends it. */
export interface MessageDraft extends MessageContent {
  /** Given where the message had one before it was sent. */
  readonly id?: MessageId;
  readonly conversationId: ConversationId;
  readonly origin: Origin;
  readonly replyToId: MessageId | null;
  readonly isThreadReply: boolean;
  readonly clientKey: string | null;
  /** Known before the message is sent, of a link that was fetched lately. */
  readonly linkPreview?: messaging.LinkPreview | null;
}

const sentSubject = messaging.messageSent.subject;

/** What became of one draft. */
export type Appended =
  | { readonly verdict: 'NEW'; readonly envelope: EventOf<typeof messaging.messageSent> }
  | { readonly verdict: 'REPEATED'; readonly messageId: MessageId; readonly conversation: messaging.ConversationCard }
  | { readonly verdict: 'CONVERSATION_NOT_FOUND' | 'NOT_A_MEMBER' | 'RECIPIENT_GONE' | 'BLOCKED' | 'ENCRYPTION_REQUIRED' | 'MESSAGE_NOT_FOUND' };

/**
 * What is known of a message before it is stored: all of its event but its place, its time and who is who. Copies come last in what
 * is made per message: V8 of Node 20 takes a microsecond for each property that follows one.
 */
const toRow = (draft: MessageDraft, at: number) => {
  const { conversationId, clientKey, replyToId, body, attachments, metadata, isThreadReply } = draft;
  const origin = eventOrigin(draft.origin);
  const { userId: senderId, dialect } = origin;
  const type = draft.type ?? attachments[0]?.kind ?? 'text';
  const id = draft.id ?? newId<'message'>();
  const eventId = newId<'event'>();
  const message = { id, conversationId, type, body, attachments, metadata, replyToId, linkPreview: draft.linkPreview ?? null, ...newMessageState };
  const begun = { id: eventId, subject: sentSubject, origin, payload: { clientKey, message } };
  // The database goes on within the message.
  const opening = JSON.stringify(begun).slice(0, -'}}}'.length);
  const row = { at, id, eventId, conversationId, senderId, clientKey, replyToId, isThreadReply, dialect, type, body, attachments, metadata, opening };
  return { begun, row };
};

type Begun = ReturnType<typeof toRow>['begun'];

interface StoredRow {
  readonly at: number;
  readonly verdict: Appended['verdict'];
  readonly firstId: MessageId;
  readonly seq: number;
  readonly rootId: MessageId | null;
  readonly stamp: string;
  /** A UserCard and a ConversationCard, as JSON. */
  readonly sender: string;
  readonly conversation: string;
}

const toAppended = ({ verdict, firstId, seq, rootId, stamp, ...cards }: StoredRow, begun: Begun): Appended => {
  if (verdict !== 'NEW' && verdict !== 'REPEATED') return { verdict };
  const conversation = JSON.parse(cards.conversation) as messaging.ConversationCard;
  if (verdict === 'REPEATED') return { verdict, messageId: firstId, conversation };
  const sender = JSON.parse(cards.sender) as user.UserCard;
  const message = { seq, sentAt: stamp, threadRootId: rootId, sender, ...begun.payload.message };
  const { id, subject, origin } = begun;
  return { verdict, envelope: { id, subject, origin, occurredAt: stamp, payload: { conversation, clientKey: begun.payload.clientKey, message } } };
};

const storeMessages = {
  name: 'store_messages',
  text: `SELECT at, verdict, first_id AS "firstId", seq, root_id AS "rootId", stamp, sender, conversation FROM store_messages($1)`,
};

@Injectable()
export class MessageRepository {
  /**
   * Stores drafts in their order: membership, client keys, places, messages, log and outbox in one round trip and
   * one commit; one answer per draft. No client key may occur twice. Inside a transaction the caller hints the envelopes.
   */
  async append(db: Queryable, drafts: readonly MessageDraft[]): Promise<readonly Appended[]> {
    if (drafts.length === 0) return [];
    const made = drafts.map(toRow);
    const rows = await db.query<StoredRow>(storeMessages, [JSON.stringify(made.map(({ row }) => row))]);
    const appended: Appended[] = [];
    for (const row of rows) {
      const one = made[row.at];
      if (one !== undefined) appended[row.at] = toAppended(row, one.begun);
    }
    return appended;
  }

  /** What would become of a draft that was sent now: it is stored, and what that wrote is taken back. */
  async rehearse(tx: Tx, draft: MessageDraft): Promise<Appended['verdict']> {
    await tx.query('SAVEPOINT rehearsal');
    const [one] = await this.append(tx, [draft]);
    await tx.query('ROLLBACK TO SAVEPOINT rehearsal');
    if (one === undefined) throw new Error('the draft was not judged');
    return one.verdict;
  }

  /** What the system says about an act (C44), in the name of the actor, who must be a member at that moment. */
  async appendNotices(tx: Tx, conversationId: ConversationId, notices: readonly Notice[], origin: Origin): Promise<void> {
    const place = { conversationId, origin, replyToId: null, isThreadReply: false, clientKey: null } as const;
    const drafts = notices.map((notice) => ({ ...contentOf(notice), ...place }));
    for (const one of await this.append(tx, drafts)) {
      if (one.verdict !== 'NEW') throw new Error(`system message: ${one.verdict}`);
      tx.events.push(one.envelope);
    }
  }

  /** In no promised order; unknown ids are absent. Ticks as `viewerId` sees them, who may have read in a block; by default as others do. */
  byIds(db: Queryable, ids: readonly MessageId[], viewerId: UserId | null = null): Promise<MessageRow[]> {
    return db.query<MessageRow>(`SELECT ${messageColumnsFor('$2::uuid')} FROM ${messageSource} WHERE m.id = ANY($1::uuid[])`, [ids, viewerId]);
  }

  /** Removes up to `limit` client keys older than a day and an hour; replicas that run it together take different rows. */
  async forgetClientKeys(db: Queryable, limit: number): Promise<number> {
    const rows = await db.query<{ count: number }>(
      `WITH old AS (
         SELECT conversation_id, sender_id, client_key FROM client_key
          WHERE created_at < now() - interval '25 hours' ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED
       ), forgotten AS (
         DELETE FROM client_key k USING old
          WHERE k.conversation_id = old.conversation_id AND k.sender_id = old.sender_id AND k.client_key = old.client_key RETURNING 1
       ) SELECT count(*) AS count FROM forgotten`,
      [limit],
    );
    return rows[0]?.count ?? 0;
  }
}
