import { Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import { defineEvent } from '../event.js';
import { IsId, type ConversationId, type FileId, type MessageId, type UserId } from '../ids.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import type { UserCard } from '../user/profile.contract.js';
import type { ConversationCard } from './conversation-card.contract.js';
import { MessageBodyInput } from './message-body.contract.js';
import type { Message } from './message.contract.js';
import type { PartlyHidden } from './sync.contract.js';

/** Names a message; `conversationId` is the place where the client believes it to be, null when he does not say. */
export class MessageActInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsId() messageId!: MessageId;
  @IsOptional() @IsId() conversationId!: ConversationId | null;
}

/** Whoever acts on a message is a member where it is, and it is there for him: not deleted, not hidden. */
export const messageActErrors = ['CONVERSATION_NOT_FOUND', 'NOT_A_MEMBER', 'MESSAGE_NOT_FOUND'] as const;

export class EditMessageInput extends MessageActInput {
  @ValidateNested() @Type(() => MessageBodyInput) body!: MessageBodyInput;
}

/** Replaces the body, by the author alone, while nobody of a direct conversation blocks the other; through ConnectBest within 24 h (C31, C53). Earlier bodies are kept for audit. */
export const editMessage = defineRpc<EditMessageInput, Message>('messaging.message.edit', {
  input: EditMessageInput,
  errors: [...messageActErrors, 'MESSAGE_EDIT_DENIED', 'EDIT_WINDOW_EXPIRED', 'BLOCKED', 'MESSAGE_EMPTY', 'MESSAGE_TOO_LONG', 'ENCRYPTION_REQUIRED'],
});

export class DeleteMessageInput extends MessageActInput {
  /** `me` hides it from the acting user in every dialect; `everyone` blanks it for all (C54). */
  @IsIn(['me', 'everyone']) scope!: 'me' | 'everyone';
}

/** What a deletion is told by. */
export interface Deletion {
  readonly messageId: MessageId;
  readonly sender: UserCard;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** What is gone already is not found (A-00-10); what the acting user has hidden from himself he may still delete for everyone (C54). */
export const deleteMessage = defineRpc<DeleteMessageInput, Deletion>('messaging.message.delete', {
  input: DeleteMessageInput,
  errors: [...messageActErrors, 'MESSAGE_DELETE_DENIED'],
});

/** Why a message looks otherwise than before. */
export type UpdateCause = 'edited' | 'pinned' | 'unpinned' | 'thread' | 'preview';

/** A message changed where it stands; it is whole, as it now is. `seq` is the place of the change, `message.seq` its own. Hidden from those who deleted it for themselves. */
export const messageUpdated = defineEvent<
  PartlyHidden & {
    readonly message: Message;
    readonly conversation: ConversationCard;
    readonly cause: UpdateCause;
    readonly seq: number;
  }
>('messaging.message.updated.v1');

/** A message is gone for everyone, hidden from those for whom it was gone before. `fileIds` are those it held. */
export const messageDeleted = defineEvent<
  PartlyHidden & {
    readonly messageId: MessageId;
    readonly conversation: ConversationCard;
    readonly sender: UserCard;
    readonly deletedBy: UserId;
    /** ISO 8601 UTC. */
    readonly deletedAt: string;
    readonly fileIds: readonly FileId[];
    readonly seq: number;
  }
>('messaging.message.deleted.v1');

/** A message is gone for one user. A row of the log, which is empty to all but him: his other devices learn of it as of any change. */
export const messageHidden = defineEvent<{
  readonly messageId: MessageId;
  readonly conversation: ConversationCard;
  readonly sender: UserCard;
  readonly userId: UserId;
  /** ISO 8601 UTC. */
  readonly hiddenAt: string;
  readonly seq: number;
}>('messaging.message.hidden.v1');
