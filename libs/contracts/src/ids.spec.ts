import { describe, expect, it } from '@jest/globals';
import { hexOf, newId, parseId, timeOfId } from './ids.js';

describe('newId', () => {
  it('makes ids that differ, also beyond one fetch of randomness', () => {
    const now = Date.now();
    const ids = Array.from({ length: 2_000 }, () => newId(now));
    expect(new Set(ids.map((id) => hexOf(id).slice(8))).size).toBe(2_000);
    expect(ids.every((id) => parseId(hexOf(id)) === id)).toBe(true);
  });

  it('begins with the second it was made in, so that ids sort by time', () => {
    const earlier = newId(1_700_000_000_999);
    expect(timeOfId(earlier).getTime()).toBe(1_700_000_000_000);
    expect(earlier < newId(1_700_000_001_000)).toBe(true);
  });
});
