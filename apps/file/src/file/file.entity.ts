import { hexOf, parseId, type ConversationId, type file, type FileId, type UserId } from '@parley/contracts';

/** Bytes there are of a file. */
export type Variant = 'original' | 'thumbnail';

/** A file whose bytes are stored, as `storedColumns` reads it. */
export interface StoredRow {
  readonly id: FileId;
  readonly ownerId: UserId;
  readonly conversationId: ConversationId | null;
  readonly purpose: file.FilePurpose;
  readonly state: 'stored' | 'finished';
  readonly name: string;
  readonly urlSecret: Buffer;
  readonly sizeBytes: number;
  readonly mime: string;
  readonly kind: file.FileKind;
  readonly sha256: string;
  readonly hasThumbnail: boolean;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly uploadedAt: Date;
  readonly expiresAt: Date | null;
}

/** Sizes fit a double. */
export const storedColumns = `id, owner_id AS "ownerId", conversation_id AS "conversationId", purpose, state, name, url_secret AS "urlSecret",
  size_bytes::float8 AS "sizeBytes", mime, kind, sha256, has_thumbnail AS "hasThumbnail", width, height, duration_seconds AS "durationSeconds",
  uploaded_at AS "uploadedAt", expires_at AS "expiresAt"`;

/** Thumbnails are made by us, in one format. */
export const thumbnailMime = 'image/webp';

/** Where the bytes are in the store: spread by the id's random end, findable by the id. */
export const keyOf = (id: FileId, variant: Variant): string => `${hexOf(id).slice(-2)}/${hexOf(id)}/${variant}`;

const keyShape = /^[0-9a-f]{2}\/([0-9a-f]{24})\/(?:original|thumbnail)$/;

/** The file that a key belongs to; null for what is not ours. */
export const idOfKey = (key: string): FileId | null => parseId(keyShape.exec(key)?.[1]);
