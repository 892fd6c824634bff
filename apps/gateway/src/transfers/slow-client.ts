import type { Socket } from 'node:net';
import { AppError } from '@parley/contracts';

/** Slower than this, for this long, is no upload but a held connection. */
const windowMs = 15_000;
const minBytes = 15 * 1_024;

/**
 * Watches a connection that sends a body, and fails when it crawls.
 * @throws {AppError} UPLOAD_INCOMPLETE when less than 1 KiB a second has come for 15 s; never resolves otherwise
 */
export const crawling = (socket: Pick<Socket, 'bytesRead'>, signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    let before = socket.bytesRead;
    const timer = setInterval(() => {
      if (socket.bytesRead - before < minBytes) reject(new AppError('UPLOAD_INCOMPLETE', { file: 'came too slowly' }));
      before = socket.bytesRead;
    }, windowMs);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  });
