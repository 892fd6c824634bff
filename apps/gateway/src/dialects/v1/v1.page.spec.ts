import { describe, expect, it } from '@jest/globals';
import { checkInput } from '../input.pipe.js';
import { PageDto, presentPagination, windowOf } from './v1.page.js';

describe('PageDto', () => {
  it.each([
    [{}, { limit: 50, offset: 0 }],
    [
      { limit: '20', offset: '40' },
      { limit: 20, offset: 40 },
    ],
    [{ limit: '100000' }, { limit: 100, offset: 0 }],
  ])('%j asks for %j', (query, window) => {
    expect(windowOf(checkInput(PageDto, query))).toEqual(window);
  });

  it.each([
    { limit: '0' },
    { limit: '-1' },
    { limit: 'ten' },
    { limit: '' },
    { limit: '1.5' },
    { offset: '-1' },
    { offset: '1e300' },
    { limit: ['1', '2'] },
  ])('%j is refused', (query) => {
    expect(() => checkInput(PageDto, query)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });
});

describe('presentPagination', () => {
  it.each([
    [0, 0, false, false],
    [0, 51, true, false],
    [50, 51, false, true],
    [50, 200, true, true],
  ])('at offset %i of %i: next %s, previous %s', (offset, total, has_next, has_prev) => {
    expect(presentPagination({ limit: 50, offset }, total)).toEqual({ limit: 50, offset, total, has_next, has_prev });
  });
});
