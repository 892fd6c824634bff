import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { defineEvent } from '../event.js';
import { IsId, type ConversationId, type FileId, type UserId } from '../ids.js';
import { ConversationRef } from '../messaging/conversation-card.contract.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import { filePurposes, type FileKind, type FilePurpose, type StoredFile } from './stored-file.contract.js';

/** What a conversation asked of may answer: the acting user must be able to post there. */
const placeErrors = ['CONVERSATION_NOT_FOUND', 'USER_NOT_FOUND', 'SELF_TARGETED', 'NOT_A_MEMBER', 'BLOCKED'] as const;

export class PrepareUploadInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsIn(filePurposes) purpose!: FilePurpose;
  /** Binds the file at once; null when the client has not said yet, or never will. */
  @IsOptional() @ValidateNested() @Type(() => ConversationRef) conversation!: ConversationRef | null;
  /** As the client said; cleaned before it is kept. */
  @IsString() @MaxLength(4_096) name!: string;
  /** As the client said; only weighed against the bytes. */
  @IsOptional() @IsString() @MaxLength(255) mime!: string | null;
  /** More bytes than announced are refused; null: nothing is announced, the dialect's limit holds (C67). */
  @IsOptional() @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) sizeBytes!: number | null;
}

/** Lets one stream of bytes in, once. Whoever has the token may use it; it is bound to user, file and conversation. */
export interface UploadTicket {
  readonly fileId: FileId;
  /** Secret, 256 random bits. */
  readonly token: string;
  /** Where a gateway sends the bytes (transfer.contract.ts); not for clients. */
  readonly transferUrl: string;
  readonly maxBytes: number;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
}

/** Refuses what can be refused before a byte has come: a type by its name, an announced size, a foreign conversation. */
export const prepareUpload = defineRpc<PrepareUploadInput, UploadTicket>('file.upload.prepare', {
  input: PrepareUploadInput,
  errors: [...placeErrors, 'FILE_TOO_LARGE', 'FILE_TYPE_NOT_ALLOWED', 'FILE_UPLOAD_FAILED'],
  timeoutMs: 4_000,
});

export class LocateUploadInput {
  @IsId() fileId!: FileId;
}

/** Where a gateway sends the bytes of a ticket that a client brings back (UMOC). Says nothing of the ticket. */
export const locateUpload = defineRpc<LocateUploadInput, { readonly transferUrl: string }>('file.upload.locate', {
  input: LocateUploadInput,
  errors: [],
  idempotent: true,
});

export class FinishUploadsInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(10) @ArrayUnique() @IsId({ each: true }) fileIds!: readonly FileId[];
  /** Binds files that are not bound; those that are must be bound to this one. Null: stays as it is. */
  @IsOptional() @ValidateNested() @Type(() => ConversationRef) conversation!: ConversationRef | null;
}

/**
 * Makes own uploads usable, all or none, in the order asked for. Repeating it answers the same.
 * @throws FILE_NOT_FOUND for a file that is not the caller's, UPLOAD_INCOMPLETE before its bytes are there,
 * ATTACHMENT_INVALID when it is bound elsewhere
 */
export const finishUploads = defineRpc<FinishUploadsInput, readonly StoredFile[]>('file.upload.finish', {
  input: FinishUploadsInput,
  errors: [...placeErrors, 'FILE_NOT_FOUND', 'UPLOAD_INCOMPLETE', 'ATTACHMENT_INVALID'],
  timeoutMs: 4_000,
  idempotent: true,
});

export class DiscardUploadsInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsArray() @ArrayMaxSize(10) @IsId({ each: true }) fileIds!: readonly FileId[];
}

/** Drops own uploads that were not finished, bytes and all; anything else stays. */
export const discardUploads = defineRpc<DiscardUploadsInput, null>('file.upload.discard', {
  input: DiscardUploadsInput,
  errors: [],
  idempotent: true,
});

export class ListUnusedUploadsInput {
  @IsId() ownerId!: UserId;
  @IsId() conversationId!: ConversationId;
  /** Uploaded within that many seconds. */
  @IsInt() @Min(1) @Max(7 * 86_400) withinSeconds!: number;
  @IsOptional() @IsIn(['image', 'video', 'audio', 'file']) kind!: FileKind | null;
  @IsInt() @Min(1) @Max(10) limit!: number;
}

/** Finished uploads to a conversation that no message uses yet, newest first (A-RC-21). */
export const listUnusedUploads = defineRpc<ListUnusedUploadsInput, readonly StoredFile[]>('file.upload.list-unused', {
  input: ListUnusedUploadsInput,
  errors: [],
  idempotent: true,
});

/** An upload was finished; once per file. */
export const fileUploaded = defineEvent<{ readonly file: StoredFile }>('file.upload.finished.v1');
