import { file } from '@parley/contracts';

/** UM-s2c-file_upload_ready. */
export const presentTicket = ({ fileId, token }: file.UploadTicket) => ({
  file_id: fileId,
  upload_url: `/api/upload/${fileId}`,
  upload_token: token,
  expires_in: file.fileLimits.ticketSeconds,
});

/** UM-HTTP-upload. */
export const presentUploaded = ({ id }: file.StoredFile) => ({ success: true, file_id: id });
