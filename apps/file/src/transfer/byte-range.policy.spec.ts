import { describe, expect, it } from '@jest/globals';
import { rangeOf } from './byte-range.policy.js';

describe('rangeOf', () => {
  it.each([
    ['bytes=0-3', { first: 0, last: 3 }],
    ['bytes=4-', { first: 4, last: 9 }],
    ['bytes=-3', { first: 7, last: 9 }],
    ['bytes=-99', { first: 0, last: 9 }],
    ['bytes=8-99', { first: 8, last: 9 }],
    [undefined, 'none'],
    ['bytes=3-1', 'none'],
    ['bytes=0-1,4-5', 'none'],
    ['lines=1-2', 'none'],
    ['bytes=-', 'none'],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
  ])('%s of ten bytes', (header, range) => {
    expect(rangeOf(header, 10)).toEqual(range);
  });

  it('of nothing is unsatisfiable', () => {
    expect(rangeOf('bytes=0-', 0)).toBe('unsatisfiable');
  });
});
