import { describe, expect, it } from '@jest/globals';
import { hexOf, newId } from '@parley/contracts';
import { decodeCursorsText } from './cursors.codec.js';

const id = newId<'conversation'>();
const textOf = (cursors: unknown): string => Buffer.from(JSON.stringify(cursors)).toString('base64url');

describe('cursors in a query', () => {
  it('are base64url of JSON, or absent', () => {
    expect(decodeCursorsText(textOf({ [`conv_${hexOf(id)}`]: 7 }))).toEqual({ cursors: { [id]: 7 } });
    expect(decodeCursorsText(undefined)).toEqual({ cursors: {} });
  });

  it.each(['e30x', textOf([1]), textOf({ nobody: 1 })])('refuses %s', (text) => {
    expect(() => decodeCursorsText(text)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });
});
