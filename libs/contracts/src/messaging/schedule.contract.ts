import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsISO8601, IsOptional, Length, ValidateNested } from 'class-validator';
import { IsId, type ConversationId, type MessageId, type UserId } from '../ids.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import type { UserCard } from '../user/profile.contract.js';
import { AttachmentInput, MessageBodyInput, type Attachment, type MessageBody } from './message-body.contract.js';

/** A message that waits for its time, seen by its author alone; once sent it is an ordinary one of the same id (A-CB-35). */
export interface ScheduledMessage {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly sender: UserCard;
  readonly body: MessageBody;
  readonly attachments: readonly Attachment[];
  readonly replyToId: MessageId | null;
  /** The thread it will be in: a reply to a reply belongs to its root. */
  readonly threadRootId: MessageId | null;
  /** ISO 8601 UTC. */
  readonly scheduledFor: string;
  /** Cancelled by its author, or because it could not be sent when its time came (C58). */
  readonly status: 'pending' | 'sent' | 'cancelled';
  readonly createdAt: string;
}

export class ScheduleMessageInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsId() conversationId!: ConversationId;
  @ValidateNested() @Type(() => MessageBodyInput) body!: MessageBodyInput;
  @IsArray() @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => AttachmentInput) attachments!: readonly AttachmentInput[];
  @IsOptional() @IsId() replyToId!: MessageId | null;
  @IsBoolean() isThreadReply!: boolean;
  /** In the future, within a year. */
  @IsISO8601() scheduledFor!: string;
  /** Repeating it answers the first. */
  @IsOptional() @Length(1, 128) clientKey!: string | null;
}

/** What refuses a send in its conversation refuses it for later, too (A-CB-35). */
const notSendable = ['CONVERSATION_NOT_FOUND', 'NOT_A_MEMBER', 'BLOCKED', 'RECIPIENT_GONE', 'ENCRYPTION_REQUIRED', 'MESSAGE_NOT_FOUND'] as const;

/** Sent at most 5 s late, exactly once; what can no longer be sent when it is due is cancelled. */
export const scheduleMessage = defineRpc<ScheduleMessageInput, ScheduledMessage>('messaging.schedule.add', {
  input: ScheduleMessageInput,
  errors: [...notSendable, 'MESSAGE_EMPTY', 'MESSAGE_TOO_LONG', 'ATTACHMENT_INVALID', 'UPLOAD_INCOMPLETE', 'SCHEDULE_INVALID'],
});

export class EditScheduledInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  /** Where the message is to be sent. */
  @IsId() conversationId!: ConversationId;
  @IsId() messageId!: MessageId;
  @ValidateNested() @Type(() => MessageBodyInput) body!: MessageBodyInput;
}

/** Replaces the body of a message that waits, by its author while he is a member; it is not marked as edited (A-CB-36). */
export const editScheduled = defineRpc<EditScheduledInput, ScheduledMessage>('messaging.schedule.edit', {
  input: EditScheduledInput,
  errors: [...notSendable, 'SCHEDULE_NOT_PENDING', 'MESSAGE_EMPTY', 'MESSAGE_TOO_LONG'],
});

export class ListScheduledInput {
  @IsId() viewerId!: UserId;
}

/** The viewer's own in every state, newest first, at most 1,000. */
export const listScheduled = defineRpc<ListScheduledInput, readonly ScheduledMessage[]>('messaging.schedule.list', {
  input: ListScheduledInput,
  errors: [],
  idempotent: true,
});

export class CancelScheduledInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsId() messageId!: MessageId;
}

/** Either it is cancelled and never sent, or it was no longer pending. */
export const cancelScheduled = defineRpc<CancelScheduledInput, null>('messaging.schedule.cancel', {
  input: CancelScheduledInput,
  errors: ['MESSAGE_NOT_FOUND', 'SCHEDULE_NOT_PENDING'],
});
