import { describe, expect, it } from '@jest/globals';
import { batchesOf } from './batches.js';

describe('batchesOf', () => {
  it.each([
    [[], []],
    [[1, 2], [[1, 2]]],
    [
      [1, 2, 3],
      [[1, 2], [3]],
    ],
    [
      [1, 2, 3, 4],
      [
        [1, 2],
        [3, 4],
      ],
    ],
  ])('%j in twos is %j', (list, batches) => expect(batchesOf<number>(list, 2)).toEqual(batches));
});
