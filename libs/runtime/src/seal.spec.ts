import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { seal, unseal } from './seal.js';

describe('seal', () => {
  const key = randomBytes(32).toString('base64');

  it('gives the text back to the same key', () => {
    expect(unseal(key, seal(key, 'code 123456 ✓'))).toBe('code 123456 ✓');
  });

  it('never seals the same text twice alike', () => {
    expect(seal(key, 'x')).not.toBe(seal(key, 'x'));
  });

  it('refuses another key and a changed bit', () => {
    const sealed = seal(key, 'secret');
    const changed = Buffer.from(sealed, 'base64');
    changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
    expect(() => unseal(randomBytes(32).toString('base64'), sealed)).toThrow();
    expect(() => unseal(key, changed.toString('base64'))).toThrow();
  });
});
