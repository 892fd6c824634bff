import type { ConversationId, FileId, UserId } from '../ids.js';

export const filePurposes = ['attachment', 'avatar'] as const;
export type FilePurpose = (typeof filePurposes)[number];

export type FileKind = 'image' | 'video' | 'audio' | 'file';

/** Limits of every dialect: a message holds ten files (CB-5.1), an upload may be used for 7 days (C69). */
export const fileLimits = { filesPerMessage: 10, nameChars: 255, unusedSeconds: 7 * 86_400, ticketSeconds: 3_600 } as const;

/** A file whose bytes are stored and checked. Times are ISO 8601 UTC. */
export interface StoredFile {
  readonly id: FileId;
  readonly ownerId: UserId;
  /** Where it was uploaded for; null: for no conversation in particular. */
  readonly conversationId: ConversationId | null;
  readonly purpose: FilePurpose;
  /** As the owner called it, without folders and control characters. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Of the bytes, not of the claim. */
  readonly mime: string;
  readonly kind: FileKind;
  /** The capability address (C68): whoever has it may read. */
  readonly url: string;
  /** Null unless a picture of it could be made (A-CB-49). */
  readonly thumbnailUrl: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly uploadedAt: string;
  /** When it is deleted if no message uses it by then; null once one does. */
  readonly expiresAt: string | null;
}
