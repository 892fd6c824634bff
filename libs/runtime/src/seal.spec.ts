import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { addressDigest, seal, sealAddress, unseal, unsealAddress } from './seal.js';

describe('seal', () => {
  const key = randomBytes(32).toString('base64');

  it('gives the text back to the same key', () => {
    expect(unseal(key, seal(key, 'code 123456 ✓'))).toBe('code 123456 ✓');
  });

  it('never seals the same text twice alike', () => {
    expect(seal(key, 'x')).not.toBe(seal(key, 'x'));
  });

  it('keeps an address so that it is found, in any case, and read with the key alone', () => {
    const kept = sealAddress(key, '+491701234567');
    expect(unsealAddress(key, kept)).toBe('+491701234567');
    expect(kept.split('.')[0]).toBe(addressDigest(key, '+491701234567'));
    expect(addressDigest(key, 'Ada@example.org')).toBe(addressDigest(key, 'ada@example.org'));
    expect(kept).not.toContain('1701234567');
    const other = randomBytes(32).toString('base64');
    expect(addressDigest(other, '+491701234567')).not.toBe(addressDigest(key, '+491701234567'));
    expect(() => unsealAddress(other, kept)).toThrow();
  });

  it('refuses another key and a changed bit', () => {
    const sealed = seal(key, 'secret');
    const changed = Buffer.from(sealed, 'base64');
    changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
    expect(() => unseal(randomBytes(32).toString('base64'), sealed)).toThrow();
    expect(() => unseal(key, changed.toString('base64'))).toThrow();
  });
});
