import type { file } from '@parley/contracts';
import { v1Time } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';

/** V1-5.1; pictures alone have a thumbnail here (A-V1-30). */
export const presentUpload = ({ id, name, sizeBytes, mime, kind, url, thumbnailUrl, expiresAt }: file.StoredFile) => ({
  file_id: v1Ids.file.encode(id),
  file_name: name,
  file_size: sizeBytes,
  mime_type: mime,
  file_url: url,
  thumbnail_url: kind === 'image' ? thumbnailUrl : null,
  expires_at: expiresAt === null ? null : v1Time(expiresAt),
});
