import { describe, expect, it } from '@jest/globals';
import { hexOf, newId } from '@parley/contracts';
import { decodeCursors, decodeCursorsText, encodeCursors } from './cursors.codec.js';

const id = newId<'conversation'>();
const key = `conv_${hexOf(id)}`;
const invalid = expect.objectContaining({ code: 'INPUT_INVALID' });

describe('cursors', () => {
  it('are read from an object and from base64url of JSON, and written back', () => {
    expect(decodeCursors({ [key]: 7 })).toEqual({ [id]: 7 });
    expect(decodeCursorsText(Buffer.from(JSON.stringify({ [key]: 7 })).toString('base64url'))).toEqual({ [id]: 7 });
    expect(encodeCursors({ [id]: 7 })).toEqual({ [key]: 7 });
  });

  it('may be absent', () => {
    expect(decodeCursors(undefined)).toEqual({});
    expect(decodeCursorsText(undefined)).toEqual({});
  });

  it.each([[[1]], ['text'], [{ nobody: 1 }], [{ [key]: -1 }], [{ [key]: 1.5 }], [{ [key]: '7' }], [{ [key]: 2 ** 53 }]])('refuses %j', (cursors) => {
    expect(() => decodeCursors(cursors)).toThrow(invalid);
  });

  it('refuses what is no JSON, and more than a thousand', () => {
    expect(() => decodeCursorsText('e30x')).toThrow(invalid);
    const many = Object.fromEntries(Array.from({ length: 1_001 }, () => [newId(), 1]));
    expect(() => decodeCursors(many)).toThrow(invalid);
  });
});
