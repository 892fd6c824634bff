import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsOptional, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { defineEvent } from '../event.js';
import { IsId, type ConversationId, type MessageId, type UserId } from '../ids.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import type { UserCard } from '../user/profile.contract.js';
import { UserRef } from '../user/user-ref.js';
import type { ConversationCard } from './conversation-card.contract.js';
import type { PartlyHidden } from './sync.contract.js';

/** Ids one event names at most: of a longer absence the newest. */
export const maxReadIds = 1_000;

/** Rooms larger than this show no ticks but one's own: nobody reads hundreds of names, and each page would cost as many rows. */
export const maxTickedMembers = 500;

export class ReadUpToInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsId() conversationId!: ConversationId;
  @IsId() messageId!: MessageId;
}

/** Moves the read cursor up to and including a message; never back (C45). In a block the other of a pair is not told, nor sees it later (C31). */
export const markRead = defineRpc<ReadUpToInput, null>('messaging.receipt.mark-read', {
  input: ReadUpToInput,
  errors: ['CONVERSATION_NOT_FOUND', 'NOT_A_MEMBER', 'MESSAGE_NOT_FOUND'],
  idempotent: true,
});

/** Notes that the acting user's client has a message and all before it (C46); in a direct conversation not while one of the two blocks (C31). */
export const markDelivered = defineRpc<ReadUpToInput, null>('messaging.receipt.mark-delivered', {
  input: ReadUpToInput,
  errors: ['CONVERSATION_NOT_FOUND', 'NOT_A_MEMBER', 'MESSAGE_NOT_FOUND'],
  idempotent: true,
});

/** Entries of one `noteDeliveries`. */
export const maxDeliveries = 2_000;

/** The users have a message on a live socket. */
export class LiveDelivery {
  @IsId() conversationId!: ConversationId;
  @IsInt() @Min(1) seq!: number;
  @IsArray() @IsId({ each: true }) userIds!: readonly UserId[];
}

export class NoteDeliveriesInput {
  @IsArray() @ArrayMaxSize(maxDeliveries) @ValidateNested({ each: true }) @Type(() => LiveDelivery) deliveries!: readonly LiveDelivery[];
}

/**
 * Moves delivery cursors, of many users in one statement, never back (C46). Who is no member is ignored, and rooms that show
 * no ticks. Told live alone, of direct conversations: a delivery is in every fetch.
 */
export const noteDeliveries = defineRpc<NoteDeliveriesInput, null>('messaging.receipt.note-deliveries', {
  input: NoteDeliveriesInput,
  errors: [],
  idempotent: true,
});

export class ReadMessagesInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(maxReadIds) @IsId({ each: true }) messageIds!: readonly MessageId[];
  /** Only messages of this user count; null: of anybody. */
  @IsOptional() @ValidateNested() @Type(() => UserRef) sender!: UserRef | null;
}

/**
 * Marks single messages read, and moves the cursor over what is then read without a gap. Ids that are not addressed to the
 * acting user, or not sent by `sender`, are ignored; what was read before is not told again (A-UM-19).
 */
export const readMessages = defineRpc<ReadMessagesInput, null>('messaging.receipt.read-messages', {
  input: ReadMessagesInput,
  errors: ['USER_NOT_FOUND'],
  idempotent: true,
});

/** What was read, by whose it is; each list oldest first. */
export interface ReadOfSender {
  readonly senderId: UserId;
  readonly messageIds: readonly MessageId[];
}

/** Somebody has read messages that he had not read before. A row of the log; hidden from the other person of a pair in a block (C31). */
export const messagesRead = defineEvent<
  PartlyHidden & {
    readonly conversation: ConversationCard;
    readonly reader: UserCard;
    /** The newest of them. */
    readonly upToId: MessageId;
    /** ISO 8601 UTC. */
    readonly readAt: string;
    readonly bySender: readonly ReadOfSender[];
    /** The reader's cursor: what has its place up to here is read. Absent in events from before it was told. */
    readonly readSeq?: number;
    /** Those read singly, beyond the cursor. Absent like it. */
    readonly beyondIds?: readonly MessageId[];
    readonly seq: number;
  }
>('messaging.messages.read.v1');

/** The other person of a direct conversation has messages on a device now. Told for direct conversations only; no row of the log. */
export const messagesDelivered = defineEvent<{
  readonly conversation: ConversationCard;
  readonly userId: UserId;
  readonly bySender: readonly ReadOfSender[];
}>('messaging.messages.delivered.v1');
