import { IsId, type ConversationId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';
import { MessageActInput, messageActErrors } from './message-act.contract.js';
import type { Message } from './message.contract.js';

/** Pins of one conversation at most (CB-4.7). */
export const maxPins = 10;

/** Pins a message, by an owner or admin; in a direct conversation by either, while neither blocks the other (C31). Told as `messageUpdated`, in a room as a system message, too. */
export const pinMessage = defineRpc<MessageActInput, null>('messaging.pin.add', {
  input: MessageActInput,
  errors: [...messageActErrors, 'ROLE_REQUIRED', 'BLOCKED', 'PIN_LIMIT_REACHED'],
  idempotent: true,
});

/** A message that is not pinned is not found. */
export const unpinMessage = defineRpc<MessageActInput, null>('messaging.pin.remove', {
  input: MessageActInput,
  errors: [...messageActErrors, 'ROLE_REQUIRED', 'BLOCKED'],
});

export class ListPinsInput {
  @IsId() viewerId!: UserId;
  @IsId() conversationId!: ConversationId;
}

/** Pinned messages, the latest pin first. */
export const listPins = defineRpc<ListPinsInput, readonly Message[]>('messaging.pin.list', {
  input: ListPinsInput,
  errors: ['CONVERSATION_NOT_FOUND', 'NOT_A_MEMBER'],
  idempotent: true,
});
