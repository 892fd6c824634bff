import { IsId, type ConversationId, type MessageId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';
import type { Message } from './message.contract.js';

/** Replies one answer holds: of more, the newest, for a thread has no pages and goes on at its end. */
export const maxReplies = 1_000;

export class GetThreadInput {
  @IsId() viewerId!: UserId;
  @IsId() conversationId!: ConversationId;
  /** The root, or any reply of the thread. */
  @IsId() messageId!: MessageId;
}

export interface Thread {
  /** Blank when it was deleted, for everyone or for the viewer: its replies stay (A-CB-37). */
  readonly parent: Message;
  /** Oldest first; at most `maxReplies`. Who has them and has read them is not looked up: `delivery` is that of a new message. */
  readonly replies: readonly Message[];
  readonly total: number;
}

export const getThread = defineRpc<GetThreadInput, Thread>('messaging.message.thread', {
  input: GetThreadInput,
  errors: ['CONVERSATION_NOT_FOUND', 'NOT_A_MEMBER', 'MESSAGE_NOT_FOUND'],
  idempotent: true,
});
