import { describe, expect, it } from '@jest/globals';
import { decodeBoolean } from './boolean.codec.js';

describe('decodeBoolean', () => {
  it('reads what clients’ languages write', () => {
    expect(['true', 'True', 'TRUE', '1'].map(decodeBoolean)).toEqual([true, true, true, true]);
    expect(['false', 'False', 'FALSE', '0'].map(decodeBoolean)).toEqual([false, false, false, false]);
  });

  it.each(['', ' true', 'yes', 'on', '2', 'null'])('leaves %j, which is neither', (text) => {
    expect(decodeBoolean(text)).toBe(text);
  });

  it('leaves alone what is no text: defaults, and what was given twice', () => {
    expect([false, undefined, ['true', 'true']].map(decodeBoolean)).toEqual([false, undefined, ['true', 'true']]);
  });
});
