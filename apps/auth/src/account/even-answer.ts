import { setTimeout as delay } from 'node:timers/promises';

/** Longer than the work behind such an answer takes. */
export const evenAnswerMs = 100;

/** For what is answered alike whether or not an address is somebody's: answered after the same time, too, it tells nothing by that either. */
export const evenly = async (work: Promise<void>): Promise<null> => {
  await Promise.all([work, delay(evenAnswerMs)]);
  return null;
};
