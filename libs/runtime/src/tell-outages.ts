import type { Logger } from '@nestjs/common';

/** A client that connects again by itself, many times a second, as Redis's does. */
interface Reconnecting {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'ready', listener: () => void): unknown;
}

/** Says once that `server` is away, and why, and once that it is back. */
export const tellOutages = (client: Reconnecting, server: string, logger: Pick<Logger, 'warn' | 'log' | 'debug'>): void => {
  let isAway = false;
  client.on('error', ({ message }) => {
    if (isAway) logger.debug(`${server}: ${message}`);
    else logger.warn(`${server} is away: ${message}`);
    isAway = true;
  });
  client.on('ready', () => {
    if (isAway) logger.log(`${server} is back`);
    isAway = false;
  });
};
