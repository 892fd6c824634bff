import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const lookEveryMs = 100;

/**
 * Ends the connections of a server that listens no more, each once it is idle; resolves when none is left. Node by itself
 * ends those that are idle at that moment, and keeps alive for long those that are busy.
 */
export const endConnections = async (server: Server): Promise<void> => {
  const isEmpty = (): Promise<boolean> =>
    new Promise((resolve, reject) => server.getConnections((error, count) => (error === null ? resolve(count === 0) : reject(error))));
  for (;;) {
    server.closeIdleConnections();
    if (await isEmpty()) return;
    await delay(lookEveryMs);
  }
};
