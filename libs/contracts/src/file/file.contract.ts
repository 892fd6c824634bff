import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsISO8601, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { defineEvent } from '../event.js';
import { IsId, type ConversationId, type FileId, type UserId } from '../ids.js';
import type { Attachment } from '../messaging/message-body.contract.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import type { FilePurpose } from './stored-file.contract.js';

export class DeleteFileInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsId() fileId!: FileId;
}

/** Deletes an own file, row and bytes, used or not; a message keeps its entry, whose address answers 404 (C70, A-CB-50). */
export const deleteFile = defineRpc<DeleteFileInput, null>('file.file.delete', {
  input: DeleteFileInput,
  errors: ['FILE_NOT_FOUND', 'FILE_DELETE_DENIED'],
});

/** A file by id, or by the capability address it was given out under. */
export class WantedFile {
  @IsOptional() @IsId() fileId!: FileId | null;
  @IsOptional() @IsString() @MaxLength(2_048) url!: string | null;
}

export class ReserveFilesInput {
  @IsId() ownerId!: UserId;
  @IsId() conversationId!: ConversationId;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => WantedFile) wanted!: readonly WantedFile[];
  /** When the message will be sent, if not now. ISO 8601 UTC. */
  @IsOptional() @IsISO8601() until!: string | null;
}

/**
 * What messaging asks before it stores a message with files: each as the message shows it, in order, and none of them expires
 * within a day of its sending. Only the sender's own finished files, bound to this conversation or to none. Null for an address that
 * names no such file: it stays an external one.
 */
export const reserveFiles = defineRpc<ReserveFilesInput, readonly (Attachment | null)[]>('file.file.reserve', {
  input: ReserveFilesInput,
  errors: ['ATTACHMENT_INVALID', 'UPLOAD_INCOMPLETE'],
  timeoutMs: 1_000,
  idempotent: true,
});

export class ReleaseFilesInput {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(10) @IsId({ each: true }) fileIds!: readonly FileId[];
}

/** The message they were reserved for does not come: another one may have them at once. Ids of no file of ours are ignored. */
export const releaseFiles = defineRpc<ReleaseFilesInput, null>('file.file.release', {
  input: ReleaseFilesInput,
  errors: [],
  timeoutMs: 1_000,
});

export class MeasureUsageInput {
  /** Null: of everybody. */
  @IsOptional() @IsId() ownerId!: UserId | null;
}

/** Live bytes (V1-9.2, CB-8.1); `limitBytes` is of the whole store. */
export const measureUsage = defineRpc<MeasureUsageInput, { readonly usedBytes: number; readonly limitBytes: number }>('file.usage.measure', {
  input: MeasureUsageInput,
  errors: [],
  idempotent: true,
});

export class CheckStorageInput {}

/** Whether files can be kept and read (C07, CB-8.6). @throws SERVICE_UNAVAILABLE when not */
export const checkStorage = defineRpc<CheckStorageInput, null>('file.storage.check', {
  input: CheckStorageInput,
  errors: [],
  idempotent: true,
});

/** Row and bytes are gone. */
export const fileDeleted = defineEvent<{
  readonly fileId: FileId;
  readonly ownerId: UserId;
  readonly conversationId: ConversationId | null;
  readonly purpose: FilePurpose;
  /** By its owner, with its last message, unused too long, replaced by another avatar, or with its owner's account. */
  readonly reason: 'owner' | 'message' | 'expired' | 'replaced' | 'account';
}>('file.file.deleted.v1');
