import { setTimeout as delay } from 'node:timers/promises';

/** Repeats a check until it stops throwing, or throws its last error at the deadline. */
export const eventually = async <T>(check: () => Promise<T> | T, timeoutMs: number): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(15);
    }
  }
};
