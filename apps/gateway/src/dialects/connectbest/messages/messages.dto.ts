import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Length, Min } from 'class-validator';
import { QueryInteger } from '../../integer.codec.js';

/** CB-4.1. The cursors are message ids. */
export class ListMessagesQuery {
  @QueryInteger() @Min(1) @IsInt() limit = 50;
  @IsOptional() @IsString() before?: string;
  @IsOptional() @IsString() after?: string;
}

/** CB-4.2. Length and emptiness of the content are the store's to judge. */
export class SendMessageDto {
  @IsOptional() @IsString() content?: string | null;
  @IsOptional() @IsString({ each: true }) @ArrayMaxSize(10) @IsArray() attachments?: readonly string[] | null;
  @IsOptional() @IsString() scheduledFor?: string | null;
  @IsOptional() @IsString() parentMessageId?: string | null;
}

/** CB-4.3. */
export class EditMessageDto {
  @IsString() content!: string;
}

/** CB-4.5. */
export class ReactionDto {
  @IsString() @Length(1, 64) emoji!: string;
}
