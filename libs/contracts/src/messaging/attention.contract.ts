import { defineEvent } from '../event.js';
import type { MessageId, UserId } from '../ids.js';
import type { UserCard } from '../user/profile.contract.js';
import type { ConversationCard } from './conversation-card.contract.js';
import type { Attachment, MessageBody } from './message-body.contract.js';

/** People one event calls at most: it must fit into one NATS message. */
export const maxCalled = 5_000;

/** What of a message a notification may show. */
export interface MessageExcerpt {
  readonly id: MessageId;
  readonly body: MessageBody;
  readonly attachments: readonly Attachment[];
}

/** Why somebody is called: named in a text, part of a thread, author of what is reacted to, brought into a room. */
export type AttentionCause =
  | { readonly kind: 'mention' | 'thread_reply'; readonly message: MessageExcerpt }
  | { readonly kind: 'reaction'; readonly message: MessageExcerpt; readonly emoji: string }
  | { readonly kind: 'channel_added' };

/**
 * Something concerns these people: never the actor himself, all of them members when it happened, none of them in a block
 * with him (A-CB-33, A-CB-80). Of a direct message, which concerns the other person by itself, only that it names him is
 * said. `seq` is its place in the conversation's log.
 */
export const attentionCalled = defineEvent<{
  readonly cause: AttentionCause;
  readonly conversation: ConversationCard;
  readonly actor: UserCard;
  readonly userIds: readonly UserId[];
  readonly seq: number;
}>('messaging.attention.called.v1');
