import { request } from 'node:http';
import { gatewayUrl, type Json } from '@parley/testing';

export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly retryAfter: string | undefined;
  /** What the headers say is left, and until when in Unix seconds. */
  readonly left: readonly [remaining: number, reset: number];
}

/** An address of this machine that no other test comes from: 127.x.y.z all reach the gateway, and each has limits of its own. */
export const newAddress = (() => {
  const start = Date.now() % 60_000;
  let count = 0;
  return (): string => {
    const n = (start + count++) % 64_000;
    return `127.77.${Math.floor(n / 250)}.${(n % 250) + 1}`;
  };
})();

/** POSTs JSON from a local address. */
export const postFrom = (
  address: string,
  path: string,
  body: object,
  gateway: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request(gatewayUrl(gateway) + path, {
      method: 'POST',
      localAddress: address,
      headers: { 'content-type': 'application/json', ...headers },
    });
    asked.on('error', reject);
    asked.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: JSON.parse(Buffer.concat(parts).toString()),
          retryAfter: response.headers['retry-after'],
          left: [Number(response.headers['x-ratelimit-remaining']), Number(response.headers['x-ratelimit-reset'])],
        }),
      );
    });
    asked.end(JSON.stringify(body));
  });

/** The four log-ins, and what they answer to a wrong password (C16). */
export const logIns = [
  { dialect: 'connectbest', path: '/api/auth/login', name: 'email', wrong: 400, code: 'verificationCode' },
  { dialect: 'chatrooms', path: '/auth/login', name: 'username', wrong: 401, code: 'code' },
  { dialect: 'umoc', path: '/umoc/auth/login', name: 'username', wrong: 401, code: 'code' },
  { dialect: 'v1', path: '/v1/auth/login', name: 'email', wrong: 401, code: null },
] as const;

export type LogInDoor = (typeof logIns)[number];

export const credentials = ({ name }: LogInDoor, identifier: string, password: string): Readonly<Record<string, string>> => ({
  [name]: identifier,
  password,
});
