import { setTimeout as delay } from 'node:timers/promises';

const patientMs = 60_000;

/**
 * Tries until it works, for whoever prepares or judges: what the traffic meets is judged, not what they meet.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const patiently = async (work) => {
  const deadline = performance.now() + patientMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(500);
    }
  }
};
