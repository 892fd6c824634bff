import { messaging } from '@parley/contracts';
import { IsBoolean, IsIn, IsObject, IsOptional, IsString, Length } from 'class-validator';
import { PageDto } from '../v1.page.js';

const sentTypes = ['text', 'image', 'video', 'audio', 'file'] as const;

/** Query of V1-3.3. */
export class ListMessagesDto extends PageDto {
  /** Exclusive: the id of a message; older ones follow (A-V1-16). */
  @IsOptional() @IsString() before?: string;
}

/** Body of V1-3.4. */
export class SendMessageDto {
  /** Base64 (A-V1-17). */
  @IsString() content_encrypted!: string;
  @IsIn(sentTypes) message_type!: (typeof sentTypes)[number];
  @IsOptional() @IsString() reply_to_message_id?: string | null;
  /** Kept as it comes (A-V1-18). */
  @IsOptional() @IsObject() @messaging.FreeJson() metadata?: Record<string, unknown> | null;
  /** The client's own id of the message: repeated within 24 h, it makes no second message. */
  @IsOptional() @Length(1, 128) temp_id?: string | null;
}

/** Body of V1-3.5. */
export class EditMessageDto {
  /** Base64. */
  @IsString() content_encrypted!: string;
}

/** Query of V1-3.6. */
export class DeleteMessageDto {
  @IsIn(['me', 'everyone']) delete_for: 'me' | 'everyone' = 'me';
}

/** Body of V1-3.7, and query of its removal. */
export class ReactionDto {
  @Length(1, 64) emoji!: string;
}

/** Body of V1-3.8. */
export class MarkReadDto {
  @IsString() message_id!: string;
}

/** The frame `typing` of V1-8.2. */
export class TypingFrameDto {
  @IsString() conversation_id!: string;
  @IsBoolean() is_typing!: boolean;
}
