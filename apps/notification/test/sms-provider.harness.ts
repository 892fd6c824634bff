import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface SmsRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** How a request is answered, if at all. */
export type Answer = (response: ServerResponse) => unknown;

export interface SmsProviderHarness {
  readonly port: number;
  readonly requests: readonly SmsRequest[];
  /** From now on requests are answered so. */
  answerWith(answer: Answer): void;
  close(): Promise<void>;
}

const accept: Answer = (response) => {
  response.writeHead(202, { 'content-type': 'application/json' }).end('{"id":"sms-42"}');
};

/** A real HTTP server in the place of the SMS provider. */
export const startSmsProvider = async (): Promise<SmsProviderHarness> => {
  const requests: SmsRequest[] = [];
  let answer: Answer = accept;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      requests.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body: JSON.parse(body) as unknown });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    answerWith: (next) => {
      answer = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
