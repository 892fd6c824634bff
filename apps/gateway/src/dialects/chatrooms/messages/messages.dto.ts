import { Allow, ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { ClampedLimit, PageQueryDto } from '../chatrooms.page.js';

export const sendableTypes = ['text', 'image', 'file'] as const;

/** RC-messages.list. */
export class ListMessagesQueryDto extends PageQueryDto {
  @ClampedLimit() @Min(1) @IsInt() limit = 50;
  /** Times, both exclusive (A-RC-20). */
  @IsOptional() @IsString() before?: string;
  @IsOptional() @IsString() after?: string;
}

/** join_chatroom, leave_chatroom. */
export class ChatroomDto {
  @IsString() chatroom_id!: string;
}

/** send_message. */
export class SendMessageDto extends ChatroomDto {
  /** Checked by the body codec: its failures have a code of their own (A-RC-08). */
  @Allow() content: unknown;
  @IsIn(sendableTypes) message_type!: (typeof sendableTypes)[number];
  @IsOptional() @IsString() reply_to?: string | null;
  /** Ids of uploads *(extension, A-RC-21)*; without it an image or a file takes the newest unused one. */
  @IsOptional() @ArrayMaxSize(10) @IsString({ each: true }) @IsArray() attachments?: readonly string[] | null;
  /** Repeating it within 24 h stores nothing new (C55). */
  @IsOptional() @MaxLength(128) @IsString() client_id?: string | null;
}

/** Body of an edit. */
export class EditMessageDto {
  /** Checked by the body codec, as in send_message. */
  @Allow() content: unknown;
}

/** Body of a reaction. */
export class ReactionDto {
  @MaxLength(64) @IsString() emoji!: string;
}

/** message_read. */
export class MessageReadDto extends ChatroomDto {
  @IsString() message_id!: string;
}
