import { eventually, http, IoClient, nextMail, uniqueName, WsClient, type Json } from '@parley/testing';
import { newAddress, postFrom } from './stranger.harness.js';

export const password = 'Passw0rd!';

export const mustPost = async (path: string, body: object): Promise<Json> => {
  const answer = await postFrom(newAddress(), path, body, 0);
  if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** What the newest mail to an address has of that shape, once it does. */
export const mailed = (email: string, shape: RegExp): Promise<string> =>
  eventually(async () => {
    const found = shape.exec((await nextMail(email)).text)?.[0];
    if (found === undefined) throw new Error(`no ${String(shape)} in the mail to ${email}`);
    return found;
  }, 10_000);

export interface Verified {
  readonly email: string;
  readonly username: string;
  /** `usr_…` */
  readonly id: string;
}

export const makeVerified = async (stem: string): Promise<Verified> => {
  const username = uniqueName(stem);
  const email = `${username}@example.org`;
  const { data } = await mustPost('/v1/auth/register', { email, username, password, full_name: stem });
  await mustPost('/api/auth/verify-email', { email, code: await mailed(email, /\b\d{6}\b/) });
  return { email, username, id: data.user_id };
};

/** The fleet's admin: its ConnectBest token. */
export const adminToken = async (): Promise<string> => {
  const email = 'admin@parley.test';
  const { status } = await postFrom(newAddress(), '/api/auth/register', { email, password, name: 'Root' }, 0);
  if (status === 201) await mustPost('/api/auth/verify-email', { email, code: await mailed(email, /\b\d{6}\b/) });
  return (await mustPost('/api/auth/login', { email, password })).token;
};

export interface Sessions {
  readonly connectbest: string;
  readonly chatrooms: string;
  readonly v1: string;
  /** JWT-less: its opaque pair. */
  readonly umoc: { readonly sessionID: string; readonly token: string };
}

/** A session in every dialect that has a log-in. */
export const logInEverywhere = async ({ email, username }: Verified): Promise<Sessions> => {
  const { token: connectbest } = await mustPost('/api/auth/login', { email, password });
  const { data: rooms } = await mustPost('/auth/login', { username, password });
  const { data: v1 } = await mustPost('/v1/auth/login', { email, password });
  const { sessionID, token } = await mustPost('/umoc/auth/login', { username, password });
  return { connectbest, chatrooms: rooms.access_token, v1: v1.access_token, umoc: { sessionID, token } };
};

/** An open socket and when it was closed. */
export interface Watched {
  /** `<session> <door> <gateway>` */
  readonly name: string;
  readonly closed: Promise<number>;
  readonly close: () => void;
}

const watchWs = async (name: string, path: string, style: 'event' | 'type', token: string, gateway: number): Promise<Watched> => {
  const socket = await WsClient.open(`${path}?token=${token}`, style, gateway, {});
  return { name, closed: socket.closed.then(() => Date.now()), close: () => socket.close() };
};

const watchIo = async (name: string, namespace: string, query: Readonly<Record<string, string>>, gateway: number): Promise<Watched> => {
  const { socket } = await IoClient.open(namespace, query, gateway);
  const closed = new Promise<number>((resolve) => socket.once('disconnect', () => resolve(Date.now())));
  return { name, closed, close: () => socket.close() };
};

/** A socket of every dialect and transport on both replicas. A session of V1 is what Reals2Chat's sockets use here. */
export const openEverywhere = ({ connectbest, chatrooms, v1, umoc }: Sessions): Promise<readonly Watched[]> =>
  Promise.all(
    [0, 1].flatMap((gateway) => [
      watchWs(`connectbest /ws ${gateway}`, '/ws', 'event', connectbest, gateway),
      watchIo(`connectbest /ws/messages ${gateway}`, '/ws/messages', { token: connectbest }, gateway),
      watchWs(`chatrooms /ws ${gateway}`, '/ws', 'event', chatrooms, gateway),
      watchWs(`v1 /v1 ${gateway}`, '/v1', 'type', v1, gateway),
      watchIo(`v1 reals2chat ${gateway}`, '/', { token: v1 }, gateway),
      watchIo(`umoc / ${gateway}`, '/', umoc, gateway),
    ]),
  );

/** Whether a session opens its dialect's own route at a gateway. */
export const isRefused = async (session: keyof Sessions, sessions: Sessions, gateway: number): Promise<boolean> => {
  if (session === 'umoc') {
    const refused = await IoClient.open('/', sessions.umoc, gateway).then(
      (client) => {
        client.close();
        return false;
      },
      () => true,
    );
    return refused;
  }
  const route = { connectbest: '/api/auth/me', chatrooms: '/users/me', v1: '/v1/users/me' }[session];
  const { status } = await http('GET', route, { token: sessions[session] }, gateway);
  return status === 401;
};
