import { describe, expect, it } from '@jest/globals';
import { readableChanges } from './text.policy.js';

describe('texts of a profile (A-00-08)', () => {
  it.each([
    ['hi\u0000 \u001b[31mthere\r', 'hi [31mthere'],
    ['two\nlines\tand 👋🏽', 'two\nlines\tand 👋🏽'],
    ['half \ud800', 'half \ufffd'],
  ])('%j is stored as %j', (text, stored) =>
    expect(readableChanges({ bio: text, statusMessage: text }, 'ada')).toEqual({ bio: stored, statusMessage: stored }),
  );

  it('changes nothing that is not given', () => {
    expect(readableChanges({ phone: null }, 'ada')).toEqual({ phone: null });
    const changes = { displayName: '<b>', bio: '', statusMessage: '\u0000\u0007' };
    expect(readableChanges(changes, 'ada')).toEqual({ displayName: 'ada', bio: '', statusMessage: null });
  });
});
