import type { file } from '@parley/contracts';
import { chatroomsIds } from '../chatrooms.ids.js';
import { presentTime } from '../chatrooms-time.js';

/** RC-upload.file. The address gives the bytes as they were uploaded (C68). */
export const presentUpload = (stored: file.StoredFile) => ({
  file: {
    id: chatroomsIds.encode(stored.id),
    filename: stored.name,
    file_type: stored.mime,
    file_size: stored.sizeBytes,
    encrypted_url: stored.url,
    thumbnail_url: stored.thumbnailUrl,
    upload_date: presentTime(stored.uploadedAt),
  },
});
