import type { IncomingMessage } from 'node:http';
import { AppError } from '@parley/contracts';

/** Slower than this is no upload but a held connection. */
const minBytesPerSecond = 1_024;

/** A body on its way. While some of it waits to be read, it is not its sender who is slow. */
type Body = Pick<IncomingMessage, 'complete' | 'readableLength'> & { readonly socket: Pick<IncomingMessage['socket'], 'bytesRead'> };

/**
 * Watches a request that sends a body, and fails when it crawls.
 * @throws {AppError} UPLOAD_INCOMPLETE when less than 1 KiB a second has come for `windowSeconds`; never resolves otherwise
 */
export const crawling = (body: Body, windowSeconds: number, signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    let before = body.socket.bytesRead;
    const timer = setInterval(() => {
      const isAwaited = !body.complete && body.readableLength === 0;
      if (isAwaited && body.socket.bytesRead - before < minBytesPerSecond * windowSeconds) {
        reject(new AppError('UPLOAD_INCOMPLETE', { file: 'came too slowly' }));
      }
      before = body.socket.bytesRead;
    }, windowSeconds * 1_000);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  });
