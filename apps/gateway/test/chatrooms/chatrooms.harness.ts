import { expect } from '@jest/globals';
import { http, uniqueName, WsClient, type HttpAnswer, type Json } from '@parley/testing';

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
export const password = 'correct horse';

export interface Person {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly displayName: string;
  readonly token: string;
  readonly refreshToken: string;
}

/** The data of a success, its envelope checked. */
export const dataOf = (answer: HttpAnswer, status: number): Json => {
  expect({ status: answer.status, body: answer.body }).toEqual({
    status,
    body: { success: true, data: expect.anything(), message: expect.stringMatching(/./) },
  });
  return answer.body.data;
};

/** The error of a refusal, its envelope checked. */
export const expectRefusal = (answer: HttpAnswer, status: number, code: string): Json => {
  expect({ status: answer.status, body: answer.body }).toEqual({
    status,
    body: { success: false, error: { code, message: expect.stringMatching(/./), details: expect.any(Object) } },
  });
  return answer.body.error.details;
};

export const registration = (stem: string) => {
  const username = uniqueName(stem);
  return { username, email: `${username}@example.com`, password, display_name: `${stem} Display` };
};

export const register = async (stem: string): Promise<Person> => {
  const body = registration(stem);
  const data = dataOf(await http('POST', '/auth/register', { body }, 0), 201);
  return {
    ...{ id: data.user.id, username: body.username, email: body.email, displayName: body.display_name },
    ...{ token: data.access_token, refreshToken: data.refresh_token },
  };
};

/** A room of one, made through this dialect. */
export const createRoom = async ({ token }: Person, body: object): Promise<Json> =>
  dataOf(await http('POST', '/chatrooms', { token, body }, 0), 201).chatroom;

/** This dialect has no way to add people yet: V1 makes the group or the direct conversation. Answers the chatroom's id. */
const throughV1 = async ({ token }: Person, body: object): Promise<string> => {
  const { status, body: made } = await http('POST', '/v1/conversations', { token, body }, 0);
  expect(status).toBe(201);
  const room = dataOf(await http('GET', `/chatrooms/${made.data.conversation_id}`, { token }, 0), 200);
  return room.chatroom.id as string;
};

export const sharedRoom = (owner: Person, others: readonly Person[], name: string): Promise<string> =>
  throughV1(owner, { type: 'group', name, participant_ids: others.map(({ id }) => id) });

export const directRoom = (one: Person, other: Person): Promise<string> => throughV1(one, { type: 'direct', participant_id: other.id });

export const plain = (text: string) => ({ encrypted_data: Buffer.from(text).toString('base64'), iv: '', key_version: 0 });

/** Resolves once the socket's earlier frames have been answered: frames are taken in turn. */
export const settled = async (socket: WsClient): Promise<void> => {
  const client_id = uniqueName('fence');
  socket.send('no_such_event', { client_id });
  await socket.next('error', ({ details }) => details.client_id === client_id);
};

/** A socket of a person that has joined rooms. */
export const connect = async ({ token }: Pick<Person, 'token'>, gateway: number, rooms: readonly string[]): Promise<WsClient> => {
  const socket = await WsClient.open(`/ws?token=${token}`, 'event', gateway, {});
  for (const chatroom_id of rooms) socket.send('join_chatroom', { chatroom_id });
  await settled(socket);
  return socket;
};

export const textFrame = (chatroom_id: string, text: string, client_id: string) => ({
  ...{ chatroom_id, content: plain(text), message_type: 'text', reply_to: null, client_id },
});

/** Sends by a socket of the sender's own and answers the message as he hears it. */
export const sendText = async (socket: WsClient, chatroomId: string, text: string): Promise<Json> => {
  const client_id = uniqueName('c');
  socket.send('send_message', textFrame(chatroomId, text, client_id));
  return (await socket.next('message_received', (data) => data.client_id === client_id)).message;
};
