import type { messaging } from '@parley/contracts';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, Min, MinLength, ValidateIf } from 'class-validator';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { decodeContent } from '../umoc.codec.js';
import { chatRef, IsReference, type Reference } from '../umoc.ids.js';

/** Larger pages are cut to this (A-UM-10). */
export const maxPageSize = 100;

const writableTypes = ['text', 'image', 'video', 'audio', 'file'] as const;

export class SendMessageDto {
  @IsReference() recipient_id!: Reference;
  /** May be absent beside `encrypted_content` (A-UM-17). */
  @ValidateIf(({ content, encrypted_content }: SendMessageDto) => content !== undefined || typeof encrypted_content !== 'string')
  @IsString()
  content?: string;
  @IsOptional() @IsString() @MinLength(1) encrypted_content?: string | null;
  @IsOptional() @IsBoolean() is_group?: boolean | null;
  @IsOptional() @IsIn(writableTypes) type?: (typeof writableTypes)[number] | null;
  /** Client key *(extension)*: repeating it within 24 h gives the first message again (C55). */
  @IsOptional() @Length(1, 128) client_id?: string | null;
}

/** What null stands for: the same as a key that is missing. */
const WhenNull = (standard: number): PropertyDecorator => Transform(({ value }) => (value === null ? standard : value) as unknown);

export class GetChatHistoryDto {
  @IsReference() chat_id!: Reference;
  @IsOptional() @IsBoolean() is_group?: boolean | null;
  @WhenNull(1) @Max(1_000_000_000) @Min(1) @IsInt() page = 1;
  @WhenNull(20) @Min(1) @IsInt() page_size = 20;
}

export const toSendMessage = (viewer: Viewer, dto: SendMessageDto): messaging.SendMessageInput => ({
  origin: originOf(viewer, 'umoc'),
  conversation: chatRef(dto.recipient_id, dto.is_group ?? false),
  type: dto.type ?? 'text',
  ...decodeContent(dto.type ?? 'text', dto.content ?? '', dto.encrypted_content ?? null),
  replyToId: null,
  isThreadReply: false,
  clientKey: dto.client_id ?? null,
});

/** Page n is counted from the newest message (C27). */
export const toListMessages = (viewer: Viewer, dto: GetChatHistoryDto): messaging.ListMessagesInput => {
  const limit = Math.min(dto.page_size, maxPageSize);
  return {
    viewerId: viewer.userId,
    conversation: chatRef(dto.chat_id, dto.is_group ?? false),
    limit,
    beforeId: null,
    afterId: null,
    beforeTime: null,
    afterTime: null,
    offset: (dto.page - 1) * limit,
    withDeleted: false,
    withThreadReplies: true,
    withTotal: true,
  };
};
