import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, never derived (A-CB-89). */
export const newUploadToken = (): string => randomBytes(32).toString('base64url');

/** What the table keeps of a token. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();
