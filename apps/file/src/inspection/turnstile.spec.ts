import { describe, expect, it } from '@jest/globals';
import { Turnstile } from './turnstile.js';

describe('Turnstile', () => {
  it('lets two through at a time, in order, and goes on after a failure', async () => {
    const turnstile = new Turnstile(2);
    const ends: (() => void)[] = [];
    const begun: number[] = [];
    const works = [0, 1, 2, 3].map((n) =>
      turnstile.pass(async () => {
        begun.push(n);
        await new Promise<void>((resolve) => ends.push(resolve));
        if (n === 0) throw new Error('broken');
        return n;
      }),
    );
    expect(begun).toEqual([0, 1]);
    ends[0]?.();
    await expect(works[0]).rejects.toThrow('broken');
    expect(begun).toEqual([0, 1, 2]);
    ends.slice(1).forEach((end) => end());
    await works[2];
    ends.slice(3).forEach((end) => end());
    expect(await Promise.all(works.slice(1))).toEqual([1, 2, 3]);
  });
});
