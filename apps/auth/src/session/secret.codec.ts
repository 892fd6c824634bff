import { createHash, randomBytes } from 'node:crypto';

/** A 256-bit secret for a client to keep. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret. It needs neither salt nor work: 256 random bits cannot be guessed. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest();
