import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, IsString, Length, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import type { messaging } from '@parley/contracts';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { QueryInteger } from '../../integer.codec.js';
import { attachmentTypes, decodeAttachment, decodeText, type AttachmentType } from '../reals2chat.codec.js';
import { decodeId } from '../reals2chat.ids.js';

/** Messages a history answers with at most, and unless told (A-R2-03). */
const historyLimit = 500;

/** `?limit&before` *(extension)*: a page of older messages than the one with the id `before`. */
export class HistoryQueryDto {
  @QueryInteger() @Min(1) @IsInt() limit = historyLimit;
  @IsOptional() @IsString() before?: string;
}

export class AttachmentDto {
  @IsIn(attachmentTypes) type!: AttachmentType;
  @MaxLength(2_048)
  @Matches(/^(https?:\/\/[^\s/?#]\S*|\/(?![/\\])\S*)$/i, { message: '$property must be an http(s) URL or a path of this server' })
  url!: string;
}

export class SendMessageDto {
  @IsString() recipientId!: string;
  @IsOptional() @IsString() text?: string | null;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => AttachmentDto) attachment?: AttachmentDto | null;
  /** Client key *(extension)*, the same over REST and sockets; REST has the header `Idempotency-Key`, too, which comes first. */
  @IsOptional() @Length(1, 128) client_id?: string | null;
}

/** typing, stopTyping. */
export class TypingDto {
  @IsString() recipientId!: string;
}

/** The history of the conversation with a user. @throws {AppError} INPUT_INVALID */
export const toListMessages = (viewer: Viewer, otherUserId: string, { limit, before }: HistoryQueryDto): messaging.ListMessagesInput => ({
  viewerId: viewer.userId,
  conversation: { directWith: { id: decodeId(otherUserId, 'otherUserId') } },
  limit: Math.min(limit, historyLimit),
  beforeId: before === undefined ? null : decodeId(before, 'before'),
  afterId: null,
  beforeTime: null,
  afterTime: null,
  offset: 0,
  withDeleted: false,
  withThreadReplies: true,
  withTotal: false,
});

/** A message to a user, by REST or by socket. @throws {AppError} INPUT_INVALID */
export const toSendMessage = (viewer: Viewer, dto: SendMessageDto, clientKey: string | null): messaging.SendMessageInput => ({
  origin: originOf(viewer, 'reals2chat'),
  conversation: { directWith: { id: decodeId(dto.recipientId, 'recipientId') } },
  type: dto.attachment?.type ?? 'text',
  body: decodeText(dto.text ?? ''),
  attachments: dto.attachment ? [decodeAttachment(dto.attachment.type, dto.attachment.url)] : [],
  replyToId: null,
  isThreadReply: false,
  metadata: {},
  clientKey,
});
