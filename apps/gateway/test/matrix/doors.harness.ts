import { IoClient, WsClient } from '@parley/testing';
import { partsOf } from './actors.harness.js';

export type Client = WsClient | IoClient;

/** A way into a dialect's sockets. */
export interface Door {
  readonly name: string;
  /** What a token that opens nothing is answered: the status of the refused upgrade, or the text of `connect_error`. */
  readonly refusal: string;
  /** The same where only the second factor is missing. */
  readonly waiting: string;
  readonly open: (token: string, gateway: number) => Promise<Client>;
}

const queryOf = (token: string): string => (token === '' ? '' : `?token=${token}`);

const native = (path: string, style: 'event' | 'type'): Door => ({
  ...{ name: `${path} (WebSocket)`, refusal: '401', waiting: '403' },
  open: (token, gateway) => WsClient.open(path + queryOf(token), style, gateway, {}),
});

const socketIo = (namespace: string): Door => ({
  ...{ name: `${namespace} (Socket.IO)`, refusal: 'Unauthorized', waiting: 'Unauthorized' },
  open: (token, gateway) => IoClient.open(namespace, token === '' ? {} : { token }, gateway),
});

const groups = ['/ws', '/ws/call', '/ws/typing', '/ws/presence', '/ws/messages', '/ws/notifications'];
const sessionOver = 'Your session has expired or is invalid';

/** The pair of a session and its JWT (C13). */
const umocPair = (token: string): Readonly<Record<string, string>> => {
  const sessionID = token.split('.').length === 3 && token !== 'not.a.token' ? partsOf(token).claims.sid : 'none';
  return { sessionID, token };
};

export const umocDoor: Door = {
  ...{ name: '/ with sessionID (Socket.IO)', refusal: sessionOver, waiting: sessionOver },
  open: (token, gateway) => IoClient.open('/', umocPair(token), gateway),
};

/** Every socket address of the five dialects (C04, C05, C06). V1's also opens without a token, and waits for `auth`. */
export const doors: readonly Door[] = [
  ...groups.map((path) => native(path, 'event')),
  ...groups.map(socketIo),
  ...['/', '/api'].map(socketIo),
  umocDoor,
  ...['/', '/v1', '/v1/ws'].map((path) => native(path, 'type')),
];

export const doorOf = (name: string): Door => {
  const door = doors.find((one) => one.name === name);
  if (door === undefined) throw new Error(`there is no door ${name}`);
  return door;
};
