import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { http, uniqueName, type WsClient, type Json } from '@parley/testing';
import { connect, createRoom, dataOf, expectRefusal, plain, register, sendText, settled, textFrame, type Person } from './chatrooms.harness.js';

const absent = '00000000-0000-4000-a7c1-e55000000000';

describe('what a client should not send', () => {
  let ann: Person;
  let ben: Person;
  let room: string;
  let theirs: string;
  let socket: WsClient;
  beforeAll(async () => {
    [ann, ben] = await Promise.all([register('ann'), register('ben')]);
    room = (await createRoom(ann, { name: 'Mine', is_private: true })).id;
    theirs = (await createRoom(ben, { name: 'Theirs', is_private: true })).id;
    socket = await connect(ann, 0, [room]);
  });
  afterAll(() => socket.close());

  const get = (path: string) => http('GET', path, { token: ann.token }, 1);
  const newest = async (): Promise<Json> => dataOf(await get(`/chatrooms/${room}/messages?limit=1`), 200).messages[0];

  /** The error a frame is answered with, after which the socket lives on. */
  const refused = async (event: string, data: object): Promise<Json> => {
    const before = socket.heard('error').length;
    socket.send(event, data);
    await settled(socket);
    const [error] = socket.heard('error').slice(before);
    expect(error).toEqual({ code: expect.any(String), message: expect.stringMatching(/./), details: expect.any(Object) });
    return error;
  };

  it.each([
    ['10,001 characters', plain('x'.repeat(10_001)), 'MESSAGE_TOO_LONG'],
    [
      'control characters, of which JSON makes six each',
      { encrypted_data: Buffer.alloc(700_000, 1).toString('base64'), iv: '', key_version: 0 },
      'MESSAGE_TOO_LONG',
    ],
    ['ciphertext over 64 KiB', { encrypted_data: 'A'.repeat(65_540), iv: 'aXY=', key_version: 1 }, 'MESSAGE_TOO_LONG'],
    ['nothing but NUL', plain('\0'), 'MESSAGE_ENCRYPTION_FAILED'],
    ['white space', plain(' \n'), 'MESSAGE_ENCRYPTION_FAILED'],
    ['a text', 'x', 'MESSAGE_ENCRYPTION_FAILED'],
    ['no base64', { encrypted_data: 'half \ud800', iv: '', key_version: 0 }, 'MESSAGE_ENCRYPTION_FAILED'],
    ['a half character for an iv', { encrypted_data: 'AAECAwQ=', iv: '\ud800', key_version: 1 }, 'VALIDATION_INVALID_VALUE'],
    ['no key version', { encrypted_data: 'eA==', iv: '' }, 'MESSAGE_ENCRYPTION_FAILED'],
  ])('RC-ws.c2s.send_message refuses %s and stores nothing', async (_, content, code) => {
    const before = await newest();
    const client_id = uniqueName('bad');
    const error = await refused('send_message', { ...textFrame(room, '', client_id), content });
    expect([error.code, error.details.client_id]).toEqual([code, client_id]);
    expect(await newest()).toEqual(before);
  });

  it('RC-ws.c2s.send_message names client_id, not a field of ours, where it cannot be kept', async () => {
    const error = await refused('send_message', textFrame(room, 'x', 'k'.repeat(129)));
    expect(error.code).toBe('VALIDATION_LENGTH_EXCEEDED');
    expect(Object.keys(error.details)).toEqual(['client_id']);
    expect(Object.keys((await refused('send_message', textFrame(room, 'x', 'half \ud800'))).details)).toEqual(['client_id']);
  });

  it.each([
    ['join_chatroom', {}],
    ['typing_start', {}],
    ['typing_stop', {}],
    ['message_read', { message_id: absent }],
    ['send_message', { ...textFrame('', 'x', 'c') }],
  ])('RC-ws.c2s.%s refuses rooms of others, of nobody, and what is no id', async (event, data) => {
    const codeFor = async (chatroom_id: unknown) => (await refused(event, { ...data, chatroom_id })).code;
    expect(await codeFor(theirs)).toBe('CHATROOM_ACCESS_DENIED');
    expect(await codeFor(absent)).toBe('CHATROOM_NOT_FOUND');
    expect(await codeFor('x')).toBe('VALIDATION_INVALID_FORMAT');
    expect(await codeFor(undefined)).toBe('VALIDATION_REQUIRED_FIELD');
    expect(await codeFor(5)).toBe('VALIDATION_INVALID_VALUE');
  });

  it.each([
    '',
    'x',
    '[]',
    'null',
    '5',
    '{"event":5}',
    '{"event":"toString","data":{}}',
    '{"event":"__proto__"}',
    '{"event":"constructor","data":[]}',
  ])('RC-ws.s2c.error answers the frame %j (A-RC-38), and the socket lives on', async (frame) => {
    const before = socket.heard('error').length;
    socket.sendRaw(frame);
    await settled(socket);
    expect(socket.heard('error').slice(before)[0].code).toMatch(/^VALIDATION_INVALID_(FORMAT|VALUE)$/);
    await sendText(socket, room, 'still there');
  });

  it('RC-ws.s2c.error answers bytes that are no JSON (A-RC-38), and JSON sent as bytes is read', async () => {
    const before = socket.heard('error').length;
    socket.sendRaw(Buffer.from([0xff, 0x00, 0xc3]));
    socket.sendRaw(Buffer.from(JSON.stringify({ event: 'typing_start', data: { chatroom_id: 'x' } })));
    await settled(socket);
    const [noJson, noId] = socket.heard('error').slice(before);
    expect(noJson.code).toBe('VALIDATION_INVALID_FORMAT');
    expect([noId.code, Object.keys(noId.details)]).toEqual(['VALIDATION_INVALID_FORMAT', ['chatroom_id']]);
    await sendText(socket, room, 'still there');
  });

  it('RC-messages.list and RC-rooms.* refuse a room one has left, and its messages elsewhere', async () => {
    const { id: shared } = await createRoom(ben, { name: 'Shared', is_private: false });
    expect((await http('POST', `/chatrooms/${shared}/join`, { token: ann.token }, 0)).status).toBe(200);
    const { id } = await sendText(socket, shared, 'before I left');
    dataOf(await http('POST', `/chatrooms/${shared}/leave`, { token: ann.token }, 0), 200);
    for (const path of [`/chatrooms/${shared}`, `/chatrooms/${shared}/messages?before=2100-01-01`])
      expectRefusal(await get(path), 403, 'CHATROOM_ACCESS_DENIED');
    expect((await refused('message_read', { chatroom_id: shared, message_id: id })).code).toBe('CHATROOM_ACCESS_DENIED');
    expect((await refused('message_read', { chatroom_id: room, message_id: id })).code).toBe('MESSAGE_NOT_FOUND');
    expect((await refused('send_message', { ...textFrame(room, 'x', 'c'), reply_to: id })).code).toBe('MESSAGE_NOT_FOUND');
  });

  it('RC-G28 a frame over 1 MiB closes its socket with 1009; RC-rooms.create: such a body is 400 (A-00-06)', async () => {
    const flood = await connect(ann, 0, []);
    flood.sendRaw('x'.repeat(1_100_000));
    expect(await flood.closed).toBe(1009);
    await sendText(socket, room, 'calm');
    const answer = await http('POST', '/chatrooms', { token: ann.token, body: { name: 'x'.repeat(1_100_000) } }, 0);
    expectRefusal(answer, 400, 'VALIDATION_LENGTH_EXCEEDED');
  });
});
