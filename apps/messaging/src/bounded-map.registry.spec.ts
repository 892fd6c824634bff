import { describe, expect, it } from '@jest/globals';
import { BoundedMap } from './bounded-map.registry.js';

describe('BoundedMap', () => {
  it('forgets the oldest beyond its capacity', () => {
    const map = new BoundedMap<number, string>(2);
    for (const [key, value] of [
      [1, 'a'],
      [2, 'b'],
      [2, 'B'],
      [3, 'c'],
    ] as const)
      map.set(key, value);
    expect([1, 2, 3].map((key) => map.get(key))).toEqual([undefined, 'B', 'c']);
  });
});
