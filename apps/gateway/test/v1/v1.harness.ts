import { expect } from '@jest/globals';
import { http, uniqueName, WsClient, type HttpAnswer, type Json } from '@parley/testing';

export const password = 'SecurePass123!';

/** Somebody with an account and a live session of this dialect. */
export interface Person {
  /** `usr_…` */
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly fullName: string;
  readonly token: string;
  readonly refreshToken: string;
}

/** Base64 of a text, as clients send it. */
export const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

export const call = (person: Person, method: string, path: string, body?: unknown): Promise<HttpAnswer> =>
  http(method, path, { token: person.token, ...(body === undefined ? {} : { body }) }, 0);

/** A valid registration of somebody new. */
export const newcomer = (stem: string) => {
  const username = uniqueName(stem);
  return { email: `${username}@example.com`, username, password, full_name: `${stem} of Parley` };
};

/** Demands a status, and hands on the body. */
export const expectStatus = ({ status, body }: HttpAnswer, wanted: number): Json => {
  if (status !== wanted) throw new Error(`status ${status} instead of ${wanted}: ${JSON.stringify(body)}`);
  return body;
};

export const logIn = async (email: string): Promise<Json> =>
  expectStatus(await http('POST', '/v1/auth/login', { body: { email, password } }, 0), 200).data;

/** Registers somebody and logs in. */
export const makePerson = async (stem: string): Promise<Person> => {
  const wanted = newcomer(stem);
  expectStatus(await http('POST', '/v1/auth/register', { body: wanted }, 0), 201);
  const { access_token, refresh_token, user } = await logIn(wanted.email);
  return {
    id: user.user_id,
    email: wanted.email,
    username: wanted.username,
    fullName: wanted.full_name,
    token: access_token,
    refreshToken: refresh_token,
  };
};

/** Opens the direct conversation of two people: its id. */
export const openDirect = async (person: Person, other: Person): Promise<string> =>
  expectStatus(await call(person, 'POST', '/v1/conversations', { type: 'direct', participant_id: other.id }), 201).data.conversation_id;

/** Makes a group: its id. */
export const makeGroup = async (person: Person, name: string, others: readonly Person[]): Promise<string> =>
  expectStatus(await call(person, 'POST', '/v1/conversations', { type: 'group', name, participant_ids: others.map(({ id }) => id) }), 201).data
    .conversation_id;

/** Sends a text: the `data` of the answer. */
export const sendText = async (person: Person, conversationId: string, text: string): Promise<Json> =>
  expectStatus(
    await call(person, 'POST', `/v1/conversations/${conversationId}/messages`, { content_encrypted: base64(text), message_type: 'text' }),
    201,
  ).data;

/** History as the person sees it: the `data` of the answer. */
export const historyOf = async (person: Person, conversationId: string, query: string): Promise<Json> =>
  expectStatus(await call(person, 'GET', `/v1/conversations/${conversationId}/messages${query}`), 200).data;

/** A live socket on gateway `n`, in all its rooms: `auth_success` follows the joins. */
export const listen = async (person: Person, gateway: number): Promise<WsClient> => {
  const socket = await WsClient.open(`/?token=${person.token}`, 'type', gateway, {});
  socket.send('auth', { token: person.token });
  await socket.next('auth_success');
  return socket;
};

/** An error body with every documented key (V1 "Error Response Format"). */
export const errorBody = (code: string, details: Json): Json => ({
  success: false,
  error: { code, message: expect.any(String), details },
  request_id: expect.stringMatching(/^req_[0-9a-f]{24}$/),
  timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
});
