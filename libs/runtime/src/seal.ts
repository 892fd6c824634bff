import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * Encrypts a secret with SERVER_KEY (32 bytes, base64), for rows and events that may not hold it in the clear.
 * Output: base64 of iv, tag, ciphertext.
 */
export const seal = (serverKey: string, text: string): string => {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, Buffer.from(serverKey, 'base64'), iv);
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), data]).toString('base64');
};

/** The text again. Throws when the key is another one or a bit has changed. */
export const unseal = (serverKey: string, sealed: string): string => {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv(algorithm, Buffer.from(serverKey, 'base64'), bytes.subarray(0, ivBytes));
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
};

/** By what a sealed address is found again: whoever has the key and the address can tell it, and nobody else. */
export const addressDigest = (serverKey: string, address: string): string =>
  createHmac('sha256', Buffer.from(serverKey, 'base64')).update(`address:${address.toLowerCase()}`).digest('hex');

/** An address or number as rows and events may keep it (C87): its digest, a dot, and the address sealed. */
export const sealAddress = (serverKey: string, address: string): string => `${addressDigest(serverKey, address)}.${seal(serverKey, address)}`;

/** The address again. Throws when the key is another one or a bit has changed. */
export const unsealAddress = (serverKey: string, kept: string): string => unseal(serverKey, kept.slice(kept.indexOf('.') + 1));
