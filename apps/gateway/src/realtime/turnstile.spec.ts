import { describe, expect, it, jest } from '@jest/globals';
import { AppError } from '@parley/contracts';
import { Turnstile } from './turnstile.js';

const limits = { atOnce: 2, mostWaiting: 3, longestWaitMs: 60_000, returnWithinSeconds: 5 };

/** Work that ends when it is told to. */
const task = () => {
  let end = (): void => {};
  const promise = new Promise<void>((resolve) => (end = resolve));
  return { promise, end };
};

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a turnstile', () => {
  it('lets so many in at once, and the next in their order', async () => {
    const turnstile = new Turnstile(limits);
    const tasks = Array.from({ length: 5 }, task);
    const begun: number[] = [];
    const all = tasks.map(({ promise }, n) => turnstile.pass('entering', () => (begun.push(n), promise)));
    await settled();
    expect(begun).toEqual([0, 1]);
    expect([turnstile.underWay, turnstile.waiting('entering')]).toEqual([2, 3]);
    tasks[1]?.end();
    await settled();
    expect(begun).toEqual([0, 1, 2]);
    for (const { end } of tasks) end();
    await Promise.all(all);
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    expect([turnstile.underWay, turnstile.waiting('entering')]).toEqual([0, 0]);
  });

  it('refuses at once who finds the queue full, and spreads when they are to come back', async () => {
    const outcomes: string[] = [];
    const turnstile = new Turnstile(limits, (_rank, outcome) => outcomes.push(outcome));
    const held = task();
    const inside = Array.from({ length: 5 }, () => turnstile.pass('entering', () => held.promise));
    expect(turnstile.isFull).toBe(true);
    const refusals = await Promise.all(
      Array.from({ length: 200 }, () => turnstile.pass('entering', () => held.promise).catch((error: unknown) => error)),
    );
    const seconds = refusals.map((error) => (error as AppError).details['retryAfterSeconds']);
    expect(new Set(seconds)).toEqual(new Set([1, 2, 3, 4, 5]));
    expect(refusals.every((error) => error instanceof AppError && error.code === 'SERVICE_UNAVAILABLE')).toBe(true);
    held.end();
    await Promise.all(inside);
    expect(outcomes.filter((outcome) => outcome === 'admitted')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(200);
  });

  it('gives a place back when work fails', async () => {
    const turnstile = new Turnstile({ ...limits, atOnce: 1 });
    await expect(turnstile.pass('entering', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(turnstile.pass('entering', () => Promise.resolve('next'))).resolves.toBe('next');
  });

  it('serves who is inside before who wants to enter', async () => {
    const turnstile = new Turnstile({ ...limits, atOnce: 1 });
    const held = task();
    const order: string[] = [];
    const all = [
      turnstile.pass('entering', () => held.promise),
      turnstile.pass('entering', async () => void order.push('enters')),
      turnstile.pass('inside', async () => void order.push('is inside')),
    ];
    held.end();
    await Promise.all(all);
    expect(order).toEqual(['is inside', 'enters']);
  });

  it('refuses who has waited too long to enter, instead of working for nobody; who is inside waits on', async () => {
    jest.useFakeTimers();
    const turnstile = new Turnstile({ ...limits, atOnce: 1, longestWaitMs: 2_000 });
    const held = task();
    const inside = turnstile.pass('entering', () => held.promise);
    const late = turnstile.pass('entering', () => Promise.resolve());
    const patient = turnstile.pass('inside', () => Promise.resolve('served'));
    jest.advanceTimersByTime(2_000);
    await expect(late).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    held.end();
    await inside;
    await expect(patient).resolves.toBe('served');
    jest.useRealTimers();
  });

  it('closed, lets nobody in and finishes what is inside', async () => {
    const turnstile = new Turnstile({ ...limits, atOnce: 1 });
    const held = task();
    const inside = turnstile.pass('entering', () => held.promise);
    const waiting = turnstile.pass('entering', () => Promise.resolve());
    turnstile.close();
    await expect(waiting).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await expect(turnstile.pass('entering', () => Promise.resolve())).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    held.end();
    await inside;
  });
});
