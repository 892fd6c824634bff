/**
 * Waits for jobs that run side by side. The first to fail aborts the others, and is what the caller sees once all
 * have come to their end.
 * @template {unknown[]} T
 * @param {AbortController} controller its signal is what the jobs listen to
 * @param {{ [K in keyof T]: Promise<T[K]> }} jobs
 * @returns {Promise<T>}
 */
export async function together(controller, jobs) {
  for (const job of jobs) job.catch((error) => controller.abort(error));
  await Promise.allSettled(jobs);
  controller.signal.throwIfAborted();
  return /** @type {Promise<T>} */ (Promise.all(jobs));
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<never>} rejected with the signal's reason once it is aborted
 */
export const untilAborted = (signal) =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
