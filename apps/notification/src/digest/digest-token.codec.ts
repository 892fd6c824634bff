import { parseId, type UserId } from '@parley/contracts';
import { createHmac, timingSafeEqual } from 'node:crypto';

const idBytes = 16;
const macBytes = 16;

const macOf = (serverKey: string, id: Buffer): Buffer =>
  createHmac('sha256', Buffer.from(serverKey, 'base64')).update('digest:').update(id).digest().subarray(0, macBytes);

/** What the link in a digest carries: whose digests, and 128 bits that only the server's key makes; base64url. It never ends. */
export const digestTokenOf = (serverKey: string, userId: UserId): string => {
  const id = Buffer.from(userId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, macOf(serverKey, id)]).toString('base64url');
};

/** Whose digests a token is about; null when the key has not made it. */
export const parseDigestToken = (serverKey: string, token: string): UserId | null => {
  const bytes = Buffer.from(token, 'base64url');
  const id = bytes.subarray(0, idBytes);
  if (bytes.length !== idBytes + macBytes || !timingSafeEqual(bytes.subarray(idBytes), macOf(serverKey, id))) return null;
  return parseId<'user'>(id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
};
