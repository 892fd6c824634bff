import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsObject, IsOptional, Length, Max, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { defineEvent } from '../event.js';
import { IsId, type ConversationId, type MessageId, type UserId } from '../ids.js';
import { OriginInput } from '../origin.js';
import { FreeJson } from './free-json.decorator.js';
import { definePluralRpc, defineRpc } from '../rpc.js';
import type { UserCard } from '../user/profile.contract.js';
import { ConversationRef, type ConversationCard } from './conversation-card.contract.js';
import { AttachmentInput, MessageBodyInput, type Attachment, type MessageBody } from './message-body.contract.js';

export const messageTypes = ['text', 'image', 'video', 'audio', 'file', 'system'] as const;
export type MessageType = (typeof messageTypes)[number];

export interface Reaction {
  /** No more than a reaction shows of a person: a message travels with all it has. */
  readonly user: Pick<UserCard, 'id' | 'username' | 'displayName'>;
  readonly emoji: string;
  readonly createdAt: string;
}

/** A message as every service sees it. `seq` is its place in the conversation's log; times are ISO 8601 UTC. */
export interface Message {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly sender: UserCard;
  readonly seq: number;
  readonly type: MessageType;
  /** Blanked once deleted. */
  readonly body: MessageBody;
  readonly attachments: readonly Attachment[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly reactions: readonly Reaction[];
  readonly replyToId: MessageId | null;
  /** Set by ConnectBest thread replies (C51). */
  readonly threadRootId: MessageId | null;
  readonly threadCount: number;
  readonly isPinned: boolean;
  readonly linkPreview: LinkPreview | null;
  readonly voice: VoiceNote | null;
  readonly delivery: Delivery;
  readonly sentAt: string;
  readonly editedAt: string | null;
  readonly deletedAt: string | null;
}

/** Where `metadata` of a message that was scheduled says for when, ISO 8601 UTC (domain.md). */
export const scheduledForKey = 'scheduled_for';

export interface LinkPreview {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly image: string;
}

export interface VoiceNote {
  readonly url: string;
  readonly durationSeconds: number;
}

/** Who has it (C46): ids of members other than the sender. */
export interface Delivery {
  readonly deliveredTo: readonly UserId[];
  readonly readBy: readonly UserId[];
  /** All other members have it, have read it. */
  readonly isDelivered: boolean;
  readonly isRead: boolean;
}

export class SendMessageInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  /** A direct conversation that does not exist yet is opened. */
  @ValidateNested() @Type(() => ConversationRef) conversation!: ConversationRef;
  /** Null: what its first attachment is; text without one (C49). */
  @IsOptional() @IsIn(messageTypes) type!: Exclude<MessageType, 'system'> | null;
  @ValidateNested() @Type(() => MessageBodyInput) body!: MessageBodyInput;
  @IsArray() @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => AttachmentInput) attachments!: readonly AttachmentInput[];
  @IsOptional() @IsId() replyToId!: MessageId | null;
  @IsBoolean() isThreadReply!: boolean;
  /** At most 8 KiB as JSON. */
  @IsObject() @FreeJson() metadata!: Readonly<Record<string, unknown>>;
  /** Repeating it within 24 h returns the first message and publishes nothing (C55). */
  @IsOptional() @Length(1, 128) clientKey!: string | null;
}

export interface SentMessage {
  readonly message: Message;
  readonly conversation: ConversationCard;
  /** False for a repeat of a client key. */
  readonly isNew: boolean;
}

/** Stores a message. Acknowledged only after commit. Sends of the same moment share one statement. */
export const sendMessage = definePluralRpc<SendMessageInput, SentMessage>('messaging.message.send', {
  input: SendMessageInput,
  errors: [
    'CONVERSATION_NOT_FOUND',
    'USER_NOT_FOUND',
    'SELF_TARGETED',
    'NOT_A_MEMBER',
    'BLOCKED',
    'RECIPIENT_GONE',
    'MESSAGE_EMPTY',
    'MESSAGE_TOO_LONG',
    'MESSAGE_NOT_FOUND',
    'ATTACHMENT_INVALID',
    'UPLOAD_INCOMPLETE',
    'ENCRYPTION_REQUIRED',
  ],
  timeoutMs: 5_000,
  idempotent: ({ clientKey }) => clientKey != null,
});

/** Published once per stored message. */
export const messageSent = defineEvent<{
  readonly message: Message;
  readonly conversation: ConversationCard;
  readonly clientKey: string | null;
}>('messaging.message.sent.v1');

export class ListMessagesInput {
  @IsId() viewerId!: UserId;
  @ValidateNested() @Type(() => ConversationRef) conversation!: ConversationRef;
  @IsInt() @Min(1) @Max(500) limit!: number;
  /** Exclusive cursors; with `afterId` the oldest `limit` after it. Still newest first. */
  @IsOptional() @IsId() beforeId!: MessageId | null;
  @IsOptional() @IsId() afterId!: MessageId | null;
  @IsOptional() @IsISO8601() beforeTime!: string | null;
  @IsOptional() @IsISO8601() afterTime!: string | null;
  /** Counted from the newest match; for dialects that speak page numbers. */
  @IsInt() @Min(0) offset!: number;
  /** V1 keeps stubs of deleted messages; the others omit them (C54). */
  @IsBoolean() withDeleted!: boolean;
  /** ConnectBest's main list omits thread replies (C51). */
  @IsBoolean() withThreadReplies!: boolean;
  /** Costs a count; `total` is null without it. */
  @IsBoolean() withTotal!: boolean;
  /** For dialects that show no ticks: spares a look at every member for every message. `delivery` says nothing then. */
  @IsOptional() @IsBoolean() withoutTicks?: boolean | null;
}

export interface MessagePage {
  readonly conversation: ConversationCard;
  /** Newest first. */
  readonly messages: readonly Message[];
  readonly hasMore: boolean;
  readonly total: number | null;
}

/** History of a conversation the viewer is a member of. A direct conversation that was never opened is an empty page. */
export const listMessages = defineRpc<ListMessagesInput, MessagePage | null>('messaging.message.list', {
  input: ListMessagesInput,
  errors: ['CONVERSATION_NOT_FOUND', 'USER_NOT_FOUND', 'NOT_A_MEMBER', 'MESSAGE_NOT_FOUND', 'SELF_TARGETED'],
  idempotent: true,
});
