import { describe, expect, it } from '@jest/globals';
import { hexOf, newId } from '@parley/contracts';
import { cursorsOf, decodeIdCursors } from './cursors.codec.js';

const id = newId<'conversation'>();
const invalid = expect.objectContaining({ code: 'INPUT_INVALID', details: { cursors: expect.any(String) } });

describe('cursors', () => {
  it('name conversations in any rendering, and may be absent', () => {
    expect(decodeIdCursors({ [hexOf(id)]: 7 })).toEqual({ cursors: { [id]: 7 } });
    expect(decodeIdCursors({ [id]: 0 })).toEqual({ cursors: { [id]: 0 } });
    expect(Object.keys(decodeIdCursors(Object.fromEntries(Array.from({ length: 1_000 }, () => [newId(), 1]))).cursors)).toHaveLength(1_000);
    expect(decodeIdCursors(undefined)).toEqual({ cursors: {} });
  });

  it.each([[[1]], ['text'], [7], [{ nobody: 1 }], [{ [id]: -1 }], [{ [id]: 1.5 }], [{ [id]: '7' }], [{ [id]: 2 ** 53 }], [{ [id]: null }]])(
    'refuses %j',
    (cursors) => {
      expect(() => decodeIdCursors(cursors)).toThrow(invalid);
    },
  );

  it('refuses __proto__ as it came in a frame, and more than a thousand', () => {
    const frame: unknown = JSON.parse('{"cursors":{"__proto__":{"seq":1}}}');
    expect(() => decodeIdCursors(cursorsOf(frame))).toThrow(invalid);
    expect(() => decodeIdCursors(cursorsOf(JSON.parse('{"cursors":{"__proto__":1}}')))).toThrow(invalid);
    expect(() => decodeIdCursors(Object.fromEntries(Array.from({ length: 1_001 }, () => [newId(), 1])))).toThrow(invalid);
    expect(cursorsOf(null)).toBeUndefined();
  });

  it.each([[[]], ['text'], [7], [true]])('are looked for in no frame like %j', (frame) => {
    expect(() => cursorsOf(frame)).toThrow(expect.objectContaining({ code: 'BODY_MALFORMED' }));
  });
});
