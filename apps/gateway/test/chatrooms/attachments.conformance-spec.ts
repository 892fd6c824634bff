import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { http, uniqueName, type Json, type WsClient } from '@parley/testing';
import { sendForm } from '../files/uploads.harness.js';
import { connect, createRoom, dataOf, expectRefusal, plain, register, type Person } from './chatrooms.harness.js';

describe('files of a message', () => {
  let ann: Person;
  let room: string;
  let socket: WsClient;
  beforeAll(async () => {
    ann = await register('ann');
    room = (await createRoom(ann, { name: 'Files', is_private: true })).id;
    socket = await connect(ann, 0, [room]);
  });
  afterAll(() => socket.close());

  const upload = async (name: string): Promise<Json> => {
    const fields = [
      ['chatroom_id', room],
      ['file', { name, type: 'text/plain', bytes: Buffer.from(name) }],
    ] as const;
    return dataOf(await sendForm('/upload/file', ann, fields, 0), 201).file;
  };
  const send = async (text: string, attachments: readonly string[]): Promise<Json> => {
    const client_id = uniqueName('c');
    socket.send('send_message', { chatroom_id: room, content: plain(text), message_type: 'text', attachments, client_id });
    return (await socket.next('message_received', (data) => data.client_id === client_id)).message;
  };
  const edit = ({ id }: Json, content: object) => http('PUT', `/chatrooms/${room}/messages/${id}`, { token: ann.token, body: { content } }, 0);

  it('RC-ws.c2s.send_message links a file once, however often it is named', async () => {
    const [one, two] = [await upload('one.txt'), await upload('two.txt')];
    const { attachments } = await send('twice', [two.id, one.id, two.id]);
    expect(attachments.map(({ filename }: Json) => filename)).toEqual(['two.txt', 'one.txt']);
  });

  it('A-RC-21 a file stays for the next message when the one before was refused, or repeated another', async () => {
    await upload('left.txt');
    const frame = { chatroom_id: room, content: plain('x'), message_type: 'file' };
    socket.send('send_message', { ...frame, reply_to: ann.id, client_id: uniqueName('c') });
    expect(await socket.next('error')).toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    const filesOf = async (client_id: string): Promise<readonly string[]> => {
      socket.send('send_message', { ...frame, client_id });
      const { message } = await socket.next('message_received', (data) => data.client_id === client_id);
      return message.attachments.map(({ filename }: Json) => filename);
    };
    const [once, next] = [uniqueName('c'), uniqueName('c')];
    expect(await filesOf(once)).toEqual(['left.txt']);
    await upload('next.txt');
    expect(await filesOf(once)).toEqual(['left.txt']);
    expect(await filesOf(next)).toEqual(['next.txt']);
  });

  it.each([
    ['text', plain('')],
    ['ciphertext', { encrypted_data: '', iv: 'aXY=', key_version: 1 }],
  ])('A-RC-26 an edit empties the %s of a message that has a file, and of no other (A-RC-08)', async (_, empty) => {
    const captioned = await send('caption', [(await upload('a.txt')).id]);
    const { message } = dataOf(await edit(captioned, empty), 200);
    expect(message).toMatchObject({ id: captioned.id, content: empty, attachments: captioned.attachments });
    const bare = await send('words', []);
    expectRefusal(await edit(bare, empty), 422, 'MESSAGE_ENCRYPTION_FAILED');
    const { messages } = dataOf(await http('GET', `/chatrooms/${room}/messages?limit=2`, { token: ann.token }, 1), 200);
    expect(messages.map(({ content }: Json) => content)).toEqual([plain('words'), empty]);
  });
});
