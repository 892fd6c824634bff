import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, http, type WsClient } from '@parley/testing';
import { connect, dataOf, expectRefusal, plain, register, sendText, settled, sharedRoom, time, uuid, type Person } from './chatrooms.harness.js';

const anyTime = expect.stringMatching(time);
const nowhere = '65a00000-0000-4000-a7c1-e55000000000';

describe('chatrooms: acts on messages', () => {
  let anna: Person;
  let ben: Person;
  let cleo: Person;
  let room: string;
  const open: WsClient[] = [];

  beforeAll(async () => {
    [anna, ben, cleo] = await Promise.all([register('anna'), register('ben'), register('cleo')]);
    room = await sharedRoom(anna, [ben], 'Acts');
  }, 20_000);
  afterEach(() => open.splice(0).forEach((socket) => socket.close()));

  const ear = async (person: Person, gateway: number): Promise<WsClient> => {
    const socket = await connect(person, gateway, [room]);
    open.push(socket);
    return socket;
  };
  const act = ({ token }: Person, method: string, rest: string, body?: object) =>
    http(method, `/chatrooms/${room}/messages/${rest}`, { token, ...(body === undefined ? {} : { body }) }, 0);
  const newest = async (person: Person) => dataOf(await act(person, 'GET', '?limit=1'), 200).messages[0];

  it('RC-ws.c2s.message_read moves the cursor up to the message and tells the subscribers', async () => {
    const [annas, bens] = await Promise.all([ear(anna, 0), ear(ben, 1)]);
    const { id } = await sendText(annas, room, 'one');
    await sendText(annas, room, 'two');
    bens.send('message_read', { chatroom_id: room, message_id: id });
    const told = await annas.next('message_read');
    expect(told).toEqual({
      chatroom_id: room,
      message_id: id,
      user_id: ben.id,
      read_at: anyTime,
      seq: expect.any(Number),
    });
    const details = dataOf(await http('GET', `/chatrooms/${room}`, { token: anna.token }, 0), 200);
    expect(details.members.find((member: { user_id: string }) => member.user_id === ben.id).last_read_at).toBe(told.read_at);
    const list = dataOf(await http('GET', '/chatrooms', { token: ben.token }, 0), 200).chatrooms;
    expect(list.find((one: { id: string }) => one.id === room).unread_count).toBe(1);
    bens.send('message_read', { chatroom_id: room, message_id: nowhere });
    expect(await bens.next('error')).toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    bens.send('message_read', { chatroom_id: room });
    expect(await bens.next('error')).toMatchObject({ code: 'VALIDATION_REQUIRED_FIELD' });
    const cleos = await connect(cleo, 0, []);
    open.push(cleos);
    cleos.send('message_read', { chatroom_id: room, message_id: id });
    expect(await cleos.next('error')).toMatchObject({ code: 'CHATROOM_ACCESS_DENIED' });
  });

  it('RC-ws.c2s.typing_start reaches the others who joined, and stops by itself', async () => {
    const [annas, bens] = await Promise.all([ear(anna, 0), ear(ben, 1)]);
    for (let n = 0; n < 3; n++) annas.send('typing_start', { chatroom_id: room });
    const shown = { chatroom_id: room, user_id: anna.id, username: anna.username };
    expect(await bens.next('typing_indicator')).toEqual({ ...shown, is_typing: true });
    await eventually(() => expect(bens.heard('typing_indicator')).toHaveLength(2), 9_000);
    expect(await bens.next('typing_indicator')).toEqual({ ...shown, is_typing: false });
    expect([bens.heard('typing_indicator').length, annas.heard('typing_indicator').length]).toEqual([2, 0]);
  }, 15_000);

  it('RC-ws.c2s.typing_stop ends it at once', async () => {
    const [annas, bens] = await Promise.all([ear(anna, 0), ear(ben, 1)]);
    bens.send('typing_start', { chatroom_id: room });
    await annas.next('typing_indicator', ({ is_typing }) => is_typing);
    bens.send('typing_stop', { chatroom_id: room });
    expect(await annas.next('typing_indicator')).toMatchObject({ user_id: ben.id, is_typing: false });
  });

  it('RC-ws.s2c.typing_indicator is for members only, and not for sockets that did not join', async () => {
    const bens = await connect(ben, 1, []);
    const cleos = await connect(cleo, 0, []);
    open.push(bens, cleos);
    const [annas, joined] = await Promise.all([ear(anna, 0), ear(ben, 1)]);
    cleos.send('typing_start', { chatroom_id: room });
    expect(await cleos.next('error')).toMatchObject({ code: 'CHATROOM_ACCESS_DENIED' });
    annas.send('typing_start', { chatroom_id: room });
    expect(await joined.next('typing_indicator')).toMatchObject({ user_id: anna.id });
    await settled(cleos);
    expect([bens.heard('typing_indicator').length, cleos.heard('typing_indicator').length]).toEqual([0, 0]);
  });

  it('A-RC-26 PUT edits one’s own message, with the documented codes', async () => {
    const [annas, bens] = await Promise.all([ear(anna, 0), ear(ben, 1)]);
    const { id } = await sendText(annas, room, 'before');
    const { message } = dataOf(await act(anna, 'PUT', id, { content: plain('after') }), 200);
    expect(message).toMatchObject({ id, content: plain('after'), edited_at: anyTime, reactions: [] });
    expect(await newest(ben)).toEqual(message);
    expect(await bens.next('message_updated')).toEqual({ message: { ...message, seq: expect.any(Number) } });
    expectRefusal(await act(ben, 'PUT', id, { content: plain('mine') }), 403, 'MESSAGE_EDIT_DENIED');
    expectRefusal(await act(ben, 'PUT', nowhere, { content: plain('mine') }), 404, 'MESSAGE_NOT_FOUND');
    expectRefusal(await act(ben, 'PUT', 'nonsense', { content: plain('mine') }), 422, 'VALIDATION_INVALID_FORMAT');
    expectRefusal(await act(anna, 'PUT', id, { content: 'text' }), 422, 'MESSAGE_ENCRYPTION_FAILED');
  });

  it('A-RC-26 DELETE is for the author and those in charge', async () => {
    const [annas, bens] = await Promise.all([ear(anna, 0), ear(ben, 1)]);
    const { id } = await sendText(annas, room, 'gone soon');
    expectRefusal(await act(ben, 'DELETE', id), 403, 'MESSAGE_DELETE_DENIED');
    expect(dataOf(await act(anna, 'DELETE', id), 200)).toEqual({ message_id: id });
    expect(await bens.next('message_deleted')).toEqual({ chatroom_id: room, message_id: id, seq: expect.any(Number) });
    expect((await newest(ben))?.id).not.toBe(id);
    expectRefusal(await act(anna, 'DELETE', id), 404, 'MESSAGE_NOT_FOUND');
  });

  it('A-RC-26 reactions show in reads and to subscribers', async () => {
    const [annas, bens] = await Promise.all([ear(anna, 0), ear(ben, 1)]);
    const { id } = await sendText(annas, room, 'react');
    const data = dataOf(await act(ben, 'POST', `${id}/reactions`, { emoji: '👍' }), 200);
    expect(data).toEqual({ message_id: id, reactions: [{ user_id: ben.id, username: ben.username, emoji: '👍', created_at: anyTime }] });
    expect(id).toMatch(uuid);
    expect((await newest(anna)).reactions).toEqual(data.reactions);
    expect(await bens.next('reaction_updated')).toEqual({ chatroom_id: room, ...data, seq: expect.any(Number) });
    expectRefusal(await act(ben, 'POST', `${id}/reactions`, { emoji: 'no' }), 422, 'VALIDATION_INVALID_VALUE');
  });
});
