import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { http, type Json } from '@parley/testing';
import {
  adminToken,
  isRefused,
  logInEverywhere,
  mailed,
  makeVerified,
  mustPost,
  openEverywhere,
  password,
  type Sessions,
  type Verified,
  type Watched,
} from './sessions.harness.js';
import { withoutRedis } from './servers.harness.js';

const kinds = ['connectbest', 'chatrooms', 'v1', 'umoc'] as const;
const withinMs = 2_000;

interface Cause {
  readonly name: string;
  /** Whose sessions end by it. */
  readonly ends: readonly (typeof kinds)[number][];
  /** Done before, so that nothing but the act itself is timed. */
  readonly prepare: (person: Verified, sessions: Sessions) => Promise<() => Promise<unknown>>;
}

const must = async (answer: Promise<{ readonly status: number; readonly body: Json }>): Promise<void> => {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
};

const asAdmin = async (method: string, path: string, body: object): Promise<() => Promise<void>> => {
  const token = await adminToken();
  return () => must(http(method, `/api/admin/users/${path}`, { token, body }, 0));
};

const causes: readonly Cause[] = [
  {
    name: 'a log-out in V1',
    ends: ['v1'],
    prepare:
      async (_, { v1: token }) =>
      () =>
        must(http('POST', '/v1/auth/logout', { token, body: {} }, 0)),
  },
  {
    name: 'a log-out in chatrooms',
    ends: ['chatrooms'],
    prepare:
      async (_, { chatrooms: token }) =>
      () =>
        must(http('POST', '/auth/logout', { token, body: {} }, 1)),
  },
  {
    name: 'a log-out in ConnectBest',
    ends: ['connectbest'],
    prepare:
      async (_, { connectbest: token }) =>
      () =>
        must(http('POST', '/api/auth/logout', { token, body: {} }, 1)),
  },
  {
    name: 'a fourth session in UMOC',
    ends: ['umoc'],
    prepare: async ({ username }) => {
      for (let n = 0; n < 2; n++) await mustPost('/umoc/auth/login', { username, password });
      return () => mustPost('/umoc/auth/login', { username, password });
    },
  },
  {
    name: 'a new password',
    ends: kinds,
    prepare: async ({ email }) => {
      await mustPost('/api/auth/forgot-password', { email });
      const token = (await mailed(email, /token=[\w%.-]+/)).slice('token='.length);
      return () => mustPost('/api/auth/reset-password', { token: decodeURIComponent(token), newPassword: 'An0ther-horse' });
    },
  },
  { name: 'a suspension', ends: kinds, prepare: ({ id }) => asAdmin('POST', `${id}/suspend`, { reason: 'spam' }) },
  { name: 'a deletion', ends: kinds, prepare: ({ id }) => asAdmin('DELETE', id, {}) },
];

/** The sockets of the ended sessions close in time, each of them; the others stay open. */
const expectClosed = async (sockets: readonly Watched[], ends: readonly string[], begin: number): Promise<void> => {
  const isEnded = ({ name }: Watched): boolean => ends.some((kind) => name.startsWith(kind));
  const deadline = delay(withinMs + 500, Number.POSITIVE_INFINITY, { ref: false });
  const late = await Promise.all(
    sockets.filter(isEnded).map(async ({ name, closed }) => [name, (await Promise.race([closed, deadline])) - begin] as const),
  );
  expect(late.filter(([, ms]) => ms > withinMs)).toEqual([]);
  const open = Promise.resolve('open');
  for (const socket of sockets.filter((one) => !isEnded(one)))
    expect([socket.name, await Promise.race([socket.closed, open])]).toEqual([socket.name, 'open']);
};

describe.each([
  ['Redis up', false],
  ['Redis answering nobody', true],
] as const)('what ends a session, with %s', (_, isRedisAway) => {
  it.each(causes.map((cause) => [cause.name, cause] as const))(
    '%s: refused at once at both gateways, its sockets closed within 2 s',
    async (_name, { ends, prepare }) => {
      const person = await makeVerified('rev');
      const sessions = await logInEverywhere(person);
      const act = await prepare(person, sessions);
      const sockets = await openEverywhere(sessions);

      const check = async (): Promise<void> => {
        await act();
        const begin = Date.now();
        const asked = [0, 1].flatMap((gateway) => kinds.map((kind) => [kind, gateway] as const));
        const answers = await Promise.all(asked.map(async ([kind, gateway]) => [kind, gateway, await isRefused(kind, sessions, gateway)] as const));
        await expectClosed(sockets, ends, begin);
        expect(answers).toEqual(asked.map(([kind, gateway]) => [kind, gateway, ends.includes(kind)]));
      };
      await (isRedisAway ? withoutRedis(check) : check());
      for (const socket of sockets) socket.close();
    },
    40_000,
  );
});
