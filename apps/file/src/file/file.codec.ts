import type { file, messaging } from '@parley/contracts';
import type { StoredRow } from './file.entity.js';
import { linkOf } from './link.codec.js';

const thumbnailUrlOf = (row: StoredRow, publicUrl: string): string | null => (row.hasThumbnail ? linkOf(publicUrl, row, 'thumbnail') : null);

/** Row → what every service sees. */
export const toStoredFile = (row: StoredRow, publicUrl: string): file.StoredFile => ({
  id: row.id,
  ownerId: row.ownerId,
  conversationId: row.conversationId,
  purpose: row.purpose,
  name: row.name,
  sizeBytes: row.sizeBytes,
  mime: row.mime,
  kind: row.kind,
  url: linkOf(publicUrl, row, 'original'),
  thumbnailUrl: thumbnailUrlOf(row, publicUrl),
  width: row.width,
  height: row.height,
  durationSeconds: row.durationSeconds,
  uploadedAt: row.uploadedAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
});

/** Row → what a message keeps, for as long as it lives (C70). */
export const toAttachment = (row: StoredRow, publicUrl: string): messaging.Attachment => ({
  fileId: row.id,
  url: linkOf(publicUrl, row, 'original'),
  name: row.name,
  sizeBytes: row.sizeBytes,
  mime: row.mime,
  kind: row.kind,
  thumbnailUrl: thumbnailUrlOf(row, publicUrl),
  durationSeconds: row.durationSeconds,
});
