import { describe, expect, it } from '@jest/globals';
import { slugCandidates, slugStemOf } from './slug.policy.js';

describe('slug policy (C39)', () => {
  it.each([
    ['Project Team', 'project-team'],
    ['  Ünïcode & co. -- 2 ', 'unicode-co-2'],
    ['日本', 'room'],
    ['---', 'room'],
    [`${'a'.repeat(69)} b`, 'a'.repeat(69)],
  ])('%j becomes %j', (title, slug) => {
    expect(slugStemOf(title)).toBe(slug);
  });

  it('goes on counting from round to round', () => {
    expect(slugCandidates('x', 0, 3)).toEqual(['x', 'x-2', 'x-3']);
    expect(slugCandidates('x', 1, 3)).toEqual(['x-4', 'x-5', 'x-6']);
  });
});
