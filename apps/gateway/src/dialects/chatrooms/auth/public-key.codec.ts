import { createPublicKey, type KeyObject } from 'node:crypto';
import { InputError } from '../../input-error.js';

const minModulusBits = 2_048;

const keyOf = (text: string): KeyObject | null => {
  try {
    return text.includes('-----BEGIN') ? createPublicKey(text) : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
};

/** A private key would be read as its public half: it must not be stored. */
const isPublic = (text: string): boolean => !text.includes('PRIVATE KEY');

/** PEM SPKI or base64 DER, RSA of at least 2048 bits (A-RC-07), kept as given; absent → null. @throws {InputError} */
export const decodePublicKey = (text: string | null | undefined): string | null => {
  if (text === undefined || text === null) return null;
  const key = isPublic(text) ? keyOf(text) : null;
  const isStrong = key?.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= minModulusBits;
  if (!isStrong) {
    const message = `public_key must be an RSA public key of at least ${minModulusBits} bits, PEM or base64 DER`;
    throw new InputError([{ field: 'public_key', kind: 'format', message }]);
  }
  return text;
};
