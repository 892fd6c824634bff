import { AppError, parseId, type MessageId } from '@parley/contracts';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsOptional, IsString } from 'class-validator';
import { IsReference, type Reference } from '../umoc.ids.js';

/** Ids of one receipt. */
const maxIds = 1_000;

export class DeleteMessageDto {
  @IsString() message_id!: string;
}

export class ReadReceiptDto {
  @IsString({ each: true }) @ArrayMaxSize(maxIds) @ArrayMinSize(1) @IsArray() message_ids!: readonly string[];
  @IsReference() sender_id!: Reference;
}

export class TypingDto {
  @IsReference() recipient_id!: Reference;
  @IsBoolean() is_typing!: boolean;
  @IsOptional() @IsBoolean() is_group?: boolean | null;
}

/** @throws {AppError} MESSAGE_NOT_FOUND: what is no id names nothing (C23) */
export const toMessageId = (text: string): MessageId => {
  const id = parseId<'message'>(text);
  if (id === null) throw new AppError('MESSAGE_NOT_FOUND');
  return id;
};
