import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { InputError } from '../../input-error.js';
import { decodePublicKey } from './public-key.codec.js';

const strong = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const pem = strong.publicKey.export({ format: 'pem', type: 'spki' }).toString();

describe('decodePublicKey', () => {
  it('takes PEM and base64 DER, and keeps them as given', () => {
    const der = strong.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    expect(decodePublicKey(pem)).toBe(pem);
    expect(decodePublicKey(der)).toBe(der);
  });

  it('takes no key as none', () => {
    expect(decodePublicKey(undefined)).toBeNull();
    expect(decodePublicKey(null)).toBeNull();
  });

  it.each([
    ['text', 'not a key'],
    ['a weak key', generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey.export({ format: 'pem', type: 'spki' }).toString()],
    ['another algorithm', generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'pem', type: 'spki' }).toString()],
    ['a private key', strong.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()],
  ])('refuses %s', (_what, text) => {
    expect(() => decodePublicKey(text)).toThrow(InputError);
  });
});
