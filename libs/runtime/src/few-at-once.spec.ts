import { beforeEach, describe, expect, it } from '@jest/globals';
import { FewAtOnce } from './few-at-once.js';

describe('FewAtOnce', () => {
  const started: number[] = [];
  const ends: (() => void)[] = [];
  beforeEach(() => {
    started.length = 0;
    ends.length = 0;
  });

  const work = (n: number) => (): Promise<number> => {
    started.push(n);
    return new Promise((resolve) => (ends[n] = () => resolve(n)));
  };
  const settled = async (): Promise<void> => {
    for (let n = 0; n < 10; n++) await Promise.resolve();
  };

  it('does so much at once, and the rest in the order it was asked for', async () => {
    const few = new FewAtOnce(2);
    const all = Promise.all([0, 1, 2, 3].map((n) => few.run(work(n))));
    await settled();
    expect(started).toEqual([0, 1]);
    ends[1]?.();
    await settled();
    expect(started).toEqual([0, 1, 2]);
    for (const n of [0, 2]) ends[n]?.();
    await settled();
    ends[3]?.();
    expect(await all).toEqual([0, 1, 2, 3]);
  });

  it('gives the place of failed work to the next', async () => {
    const few = new FewAtOnce(1);
    await expect(few.run(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    const next = few.run(work(1));
    await settled();
    ends[1]?.();
    expect(await next).toBe(1);
  });
});
