import { expect } from '@jest/globals';
import { http, IoClient, nextMail, uniqueName, WsClient, type HttpAnswer, type HttpCall, type Json } from '@parley/testing';

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
export const anyUuid = expect.stringMatching(uuid);
export const anyInstant = expect.stringMatching(instant);

export const password = 'Passw0rd!';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly token: string;
  /** Of the answer to the registration. */
  readonly cookies: readonly string[];
}

/** A call to the first gateway. */
export const call = (method: string, path: string, options: HttpCall): Promise<HttpAnswer> => http(method, path, options, 0);

export const register = async (stem: string): Promise<Person> => {
  const name = uniqueName(stem);
  const email = `${name}@example.org`;
  const { status, body, headers } = await call('POST', '/api/auth/register', { body: { email, password, name } });
  expect([status, body.error]).toEqual([201, undefined]);
  return { id: body.user.id, email, name, token: body.token, cookies: headers.getSetCookie() };
};

/** The 6-digit code of the newest mail to an address. */
export const mailedCode = async (email: string): Promise<string> => /\b\d{6}\b/.exec((await nextMail(email)).text)?.[0] ?? '';

export const registerVerified = async (stem: string): Promise<Person> => {
  const person = await register(stem);
  const { status } = await call('POST', '/api/auth/verify-email', { body: { email: person.email, code: await mailedCode(person.email) } });
  expect(status).toBe(200);
  return person;
};

export const logIn = async (email: string): Promise<HttpAnswer> => call('POST', '/api/auth/login', { body: { email, password } });

/** A channel of its maker and the others. */
export const openChannel = async (maker: Person, others: readonly Person[]): Promise<Json> => {
  const name = uniqueName('room-');
  const { status, body } = await call('POST', '/api/chat/channels', {
    token: maker.token,
    body: { name, type: 'private', members: others.map(({ id }) => id) },
  });
  expect([status, body.error]).toEqual([201, undefined]);
  return body.channel;
};

export const openDm = async (one: Person, other: Person): Promise<Json> => {
  const { status, body } = await call('POST', '/api/dms', { token: one.token, body: { userId: other.id } });
  expect([status, body.error]).toEqual([200, undefined]);
  return body.dm;
};

export const send = async (sender: Person, channelId: string, content: string): Promise<Json> => {
  const { status, body } = await call('POST', `/api/chat/channels/${channelId}/messages/send`, { token: sender.token, body: { content } });
  expect([status, body.error]).toEqual([201, undefined]);
  return body.message;
};

/** Every key of a message object of 4.1. */
export const messageOf = (sender: Person, channelId: string, content: string) => ({
  id: anyUuid,
  channelId,
  content,
  userId: sender.id,
  user: { id: sender.id, name: sender.name, avatar: null },
  attachments: [],
  reactions: [],
  threadCount: 0,
  isPinned: false,
  isEdited: false,
  editedAt: null,
  linkPreview: null,
  scheduledFor: null,
  voiceNote: null,
  createdAt: anyInstant,
});

/** A refusal: status, and the body of A-CB-01 in full. */
export const expectRefusal = ({ status, body }: HttpAnswer, expected: number, code: string): void => {
  expect([status, body.code]).toEqual([expected, code]);
  expect(body).toMatchObject({ success: false, error: expect.stringMatching(/./), message: body.error });
  expect(Object.keys(body).filter((key) => !['success', 'error', 'message', 'code', 'details'].includes(key))).toEqual([]);
};

/** Frames are taken in turn: once an unknown event is answered, the socket has joined its rooms and heard what came before. */
export const settled = async <S extends WsClient | IoClient>(socket: S): Promise<S> => {
  socket.send('test:barrier', {});
  await socket.next('error', ({ code }) => code === 'INPUT_INVALID');
  return socket;
};

const opened: (WsClient | IoClient)[] = [];

const kept = <S extends WsClient | IoClient>(socket: S): Promise<S> => {
  opened.push(socket);
  return settled(socket);
};

/** A plain WebSocket that hears all it should. */
export const openWs = async (path: string, { token }: Pick<Person, 'token'>, gateway: number): Promise<WsClient> =>
  kept(await WsClient.open(`${path}?token=${token}`, 'event', gateway, {}));

/** The same over Socket.IO. */
export const openIo = async (namespace: string, { token }: Pick<Person, 'token'>, gateway: number): Promise<IoClient> =>
  kept(await IoClient.open(namespace, { token }, gateway));

/** For `afterEach`: no test leaves a socket behind. */
export const closeSockets = (): void => opened.splice(0).forEach((socket) => socket.close());
