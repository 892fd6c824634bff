import { IsString, Length } from 'class-validator';
import { IsId, type FileId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';
import type { FileKind } from './stored-file.contract.js';

/**
 * How bytes travel. Never over NATS: file listens on a private HTTP port, and a gateway pipes between it and its client,
 * with back-pressure all the way. A ticket got by RPC opens it.
 *
 * Up:   `PUT {ticket.transferUrl}`, `Authorization: Bearer {ticket.token}`, the raw bytes, Content-Length if it is known
 *       → 201 and the StoredFile, not usable before `finishUploads`.
 * Down: `GET` or `HEAD {opened.transferUrl}`, with the client's Range → 200, 206 or 416, Content-Length, Content-Range, bytes.
 *       The safe headers are the gateway's.
 * A failure is its status and a WireError as JSON: FILE_TOO_LARGE, FILE_TYPE_NOT_ALLOWED, FILE_INFECTED, FILE_NOT_FOUND,
 * UPLOAD_TOKEN_INVALID (unknown, used, expired), UPLOAD_INCOMPLETE (the stream broke off), FILE_UPLOAD_FAILED (no store, no scanner).
 */
export interface OpenedFile {
  readonly id: FileId;
  readonly name: string;
  readonly mime: string;
  readonly kind: FileKind;
  /** A browser may show it in place: nothing in it can run. Anything else is to be saved. */
  readonly isInlineSafe: boolean;
  /** The capability address. */
  readonly url: string;
  /** Of the bytes, hex: the ETag. */
  readonly sha256: string;
  /** Where a gateway reads the bytes; good for a minute. */
  readonly transferUrl: string;
  /** Where the client may be sent instead; null when the store cannot be reached by clients. Good for five minutes. */
  readonly redirectUrl: string | null;
}

export class OpenByLinkInput {
  @IsId() fileId!: FileId;
  /** `s` of a capability address; that of a thumbnail opens the thumbnail. */
  @IsString() @Length(1, 128) signature!: string;
}

/** `/cdn/{id}/{name}?s=`: whoever has the address may read (C68). A wrong signature looks like an absent file. */
export const openByLink = defineRpc<OpenByLinkInput, OpenedFile>('file.file.open-by-link', {
  input: OpenByLinkInput,
  errors: ['FILE_NOT_FOUND'],
  idempotent: true,
});

export class OpenForMemberInput {
  @IsId() viewerId!: UserId;
  @IsId() fileId!: FileId;
}

/** V1-5.2: members of a conversation that the file is bound to or sent in; of a file in none, its owner (A-V1-30). */
export const openForMember = defineRpc<OpenForMemberInput, OpenedFile>('file.file.open-for-member', {
  input: OpenForMemberInput,
  errors: ['FILE_NOT_FOUND', 'NOT_A_MEMBER'],
  timeoutMs: 4_000,
  idempotent: true,
});
