import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again until the answer is true-like.
 * @template T
 * @param {() => T | Promise<T>} ask
 * @param {string} what for the failure
 * @param {number} [withinMs]
 * @returns {Promise<NonNullable<T>>}
 */
export async function eventually(ask, what, withinMs = 20_000) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await sleep(15);
  }
}
