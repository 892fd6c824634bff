import type { IncomingMessage, Server } from 'node:http';

export interface BodyPatience {
  /** A request that is no upload has come by then. */
  readonly bodyMs: number;
  /** What an answered client may still send, so that it reads its answer. */
  readonly lingerMs: number;
}

const patience: BodyPatience = { bodyMs: 30_000, lingerMs: 5_000 };

const hasBody = ({ headers }: IncomingMessage): boolean => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Ends connections whose client does not come to the end of its request: Node bounds only how long a head may take. Uploads
 * have a pace of their own (transfers/slow-client.ts); once they are answered, they too are over.
 */
export const cutSlowBodies = (
  server: Server,
  isUpload: (request: IncomingMessage) => boolean,
  { bodyMs, lingerMs }: BodyPatience = patience,
): void => {
  server.prependListener('request', (request: IncomingMessage, response) => {
    if (!hasBody(request)) return;
    const cut = (): void => {
      if (!request.complete) request.socket.destroy();
    };
    const timer = isUpload(request) ? null : setTimeout(cut, bodyMs);
    response.once('close', () => {
      if (timer !== null) clearTimeout(timer);
      if (!request.complete) setTimeout(cut, lingerMs).unref();
    });
  });
};
