import { describe, expect, it } from '@jest/globals';
import { SecondTries } from './second-tries.js';

const granted = (tries: SecondTries, asked: number): number => Array.from({ length: asked }, () => tries.spend()).filter(Boolean).length;

describe('SecondTries', () => {
  it('are many enough for what was in the hands of a dead replica, and end when everything is late', () => {
    expect(granted(new SecondTries(), 1_000)).toBe(50);
  });

  it('are earned by prompt answers: half of the fleet may stand still for ever', () => {
    const tries = new SecondTries();
    granted(tries, 1_000);
    for (let n = 0; n < 35; n++) tries.earn(20);
    expect(granted(tries, 1_000)).toBe(35);
  });

  it('are not earned by slow ones: a busy fleet is not asked twice', () => {
    const tries = new SecondTries();
    granted(tries, 1_000);
    for (let n = 0; n < 35; n++) tries.earn(400);
    expect(granted(tries, 1_000)).toBe(0);
  });

  it('are not saved up without end', () => {
    const tries = new SecondTries();
    for (let n = 0; n < 10_000; n++) tries.earn(20);
    expect(granted(tries, 1_000)).toBe(50);
  });
});
