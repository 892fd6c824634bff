import { createServer as createHttp2Server } from 'node:http2';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { buffer } from 'node:stream/consumers';

export interface PushRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

export interface PushAnswerOf {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface PushServer {
  readonly port: number;
  readonly requests: readonly PushRequest[];
  close(): Promise<void>;
}

type Protocol = 'http' | 'http2' | { readonly key: Buffer; readonly cert: Buffer };

/** A server of a push provider's own protocol on loopback: HTTP/1.1, HTTP/2 in the clear, or HTTPS. */
export const startPushServer = async (protocol: Protocol, answer: (request: PushRequest) => PushAnswerOf): Promise<PushServer> => {
  const requests: PushRequest[] = [];
  const listener = (incoming: IncomingMessage | Http2ServerRequest, response: ServerResponse | Http2ServerResponse): void => {
    void buffer(incoming).then((body) => {
      const request = { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers, body };
      requests.push(request);
      const { status, headers = {}, body: words } = answer(request);
      (response as ServerResponse).writeHead(status, headers).end(words === undefined ? '' : JSON.stringify(words));
    });
  };
  const server: Server =
    protocol === 'http' ? createServer(listener) : protocol === 'http2' ? createHttp2Server(listener) : createHttpsServer(protocol, listener);
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};

/** A letter as the ledger hands it to a carrier. */
export const letterTo = (to: string) => ({
  id: '6560c0de-0000-4000-a7c1-e55000000001',
  to,
  subject: 'Ann',
  text: 'See you at nine',
  createdAt: new Date('2026-11-20T09:00:00Z'),
  data: {
    notification_id: '6560c0de-0000-4000-a7c1-e55000000002',
    type: 'message',
    conversation_id: '6560c0de-0000-4000-a7c1-e55000000003',
    message_id: '6560c0de-0000-4000-a7c1-e55000000004',
    sound: 'on',
  },
});
