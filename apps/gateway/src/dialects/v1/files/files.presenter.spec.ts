import { describe, expect, it } from '@jest/globals';
import { hexOf, newId, type file } from '@parley/contracts';
import { presentUpload } from './files.presenter.js';

const stored: file.StoredFile = {
  ...{ id: newId(), ownerId: newId(), conversationId: newId(), purpose: 'attachment', name: 'a.png', sizeBytes: 7, mime: 'image/png', kind: 'image' },
  ...{ url: 'https://x/cdn/1/a.png?s=1', thumbnailUrl: 'https://x/cdn/1/thumbnail.webp?s=2', width: 1, height: 1, durationSeconds: null },
  ...{ uploadedAt: '2026-01-01T00:00:00.000Z', expiresAt: '2026-01-08T00:00:00.000Z' },
};

describe('presentUpload', () => {
  it('has the keys of 5.1', () => {
    expect(presentUpload(stored)).toEqual({
      ...{ file_id: `file_${hexOf(stored.id)}`, file_name: 'a.png', file_size: 7, mime_type: 'image/png', file_url: stored.url },
      ...{ thumbnail_url: stored.thumbnailUrl, expires_at: '2026-01-08T00:00:00Z' },
    });
  });

  it('A-V1-30: a film has no thumbnail, and what a message uses does not expire', () => {
    expect(presentUpload({ ...stored, kind: 'video', expiresAt: null })).toMatchObject({ thumbnail_url: null, expires_at: null });
  });
});
