import { Injectable } from '@nestjs/common';
import { newId, type ConversationId, type EventEnvelope, type messaging, type MessageId, type Origin } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { messageColumns, messageSource, newMessageState, type MessageRow } from './message.entity.js';
import type { MessageContent } from './message.policy.js';

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

type MessageSent = NonNullable<(typeof messaging.messageSent)['payload']>;

/** What became of one draft. */
export type Appended =
  | { readonly verdict: 'NEW'; readonly envelope: EventEnvelope<MessageSent> }
  | { readonly verdict: 'REPEATED'; readonly messageId: MessageId; readonly conversation: messaging.ConversationCard }
  | { readonly verdict: 'CONVERSATION_NOT_FOUND' | 'NOT_A_MEMBER' | 'RECIPIENT_GONE' | 'BLOCKED' | 'ENCRYPTION_REQUIRED' | 'MESSAGE_NOT_FOUND' };

const toRow = (draft: MessageDraft, at: number) => ({
  at,
  eventId: newId(),
  conversationId: draft.conversationId,
  senderId: draft.origin.userId,
  clientKey: draft.clientKey,
  replyToId: draft.replyToId,
  isThreadReply: draft.isThreadReply,
  origin: { userId: draft.origin.userId, sessionId: draft.origin.sessionId, dialect: draft.origin.dialect },
  message: {
    ...newMessageState,
    id: draft.id ?? newId(),
    conversationId: draft.conversationId,
    type: draft.type ?? draft.attachments[0]?.kind ?? 'text',
    body: draft.body,
    attachments: draft.attachments,
    metadata: draft.metadata,
    replyToId: draft.replyToId,
    linkPreview: draft.linkPreview ?? null,
  },
});

@Injectable()
export class MessageRepository {
  /**
   * Stores drafts in their order: membership, client keys, places, messages, log and outbox in one round trip and
   * one commit; one answer per draft. No client key may occur twice. Inside a transaction the caller hints the envelopes.
   */
  async append(db: Queryable, drafts: readonly MessageDraft[]): Promise<readonly Appended[]> {
    if (drafts.length === 0) return [];
    const rows = await db.query<Appended & { readonly at: number }>(
      'SELECT at, verdict, message_id AS "messageId", conversation, envelope FROM append_messages($1)',
      [JSON.stringify(drafts.map(toRow))],
    );
    const appended: Appended[] = [];
    for (const row of rows) appended[row.at] = row;
    return appended;
  }

  /** What the system says about an act (C44), in the name of the actor, who is a member. */
  async appendSystem(tx: Tx, conversationId: ConversationId, text: string, origin: Origin): Promise<void> {
    const content = { type: 'system', body: { kind: 'plain', text }, attachments: [], metadata: {} } as const;
    const [one] = await this.append(tx, [{ ...content, conversationId, origin, replyToId: null, isThreadReply: false, clientKey: null }]);
    if (one?.verdict !== 'NEW') throw new Error(`system message: ${one?.verdict}`);
    tx.events.push(one.envelope);
  }

  /** In no promised order; unknown ids are absent. */
  byIds(db: Queryable, ids: readonly MessageId[]): Promise<MessageRow[]> {
    return db.query<MessageRow>(`SELECT ${messageColumns} FROM ${messageSource} WHERE m.id = ANY($1::uuid[])`, [ids]);
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
