import { describe, expect, it } from '@jest/globals';
import { Breaker } from './breaker.js';

describe('breaker', () => {
  const make = () => new Breaker({ limit: 3, threshold: 2, pauseMs: 100 });

  it('lets no more than its limit be under way', () => {
    expect([0, 2, 3, 4].map((underWay) => make().room(underWay, 0))).toEqual([3, 1, 0, 0]);
  });

  it('opens after failures in a row, not after failures between successes', () => {
    const breaker = make();
    for (const wasReached of [false, true, false]) breaker.note(wasReached, 0);
    expect(breaker.isOpen).toBe(false);
    breaker.note(false, 0);
    expect(breaker.isOpen).toBe(true);
    expect(breaker.room(0, 99)).toBe(0);
  });

  it('lets one letter try after the pause; its failure opens it again, its success closes it', () => {
    const breaker = make();
    breaker.note(false, 0);
    breaker.note(false, 0);
    expect([breaker.room(0, 100), breaker.room(1, 100)]).toEqual([1, 0]);
    breaker.note(false, 150);
    expect([breaker.room(0, 249), breaker.room(0, 250)]).toEqual([0, 1]);
    breaker.note(true, 260);
    expect(breaker.room(0, 260)).toBe(3);
  });
});
