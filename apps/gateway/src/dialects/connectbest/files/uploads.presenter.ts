import type { file } from '@parley/contracts';
import { presentTime } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';

/** An attachment of 5.1. */
export const presentUpload = ({ id, name, url, thumbnailUrl, sizeBytes, mime, uploadedAt }: file.StoredFile) => ({
  id: connectbestIds.file.encode(id),
  name,
  url,
  thumbnailUrl,
  size: sizeBytes,
  type: mime,
  uploadedAt: presentTime(uploadedAt),
});
