import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { http, type Json } from '@parley/testing';
import { enter, post, register, UmocClient, type SignIn } from './umoc.harness.js';

let john: SignIn;
let jane: SignIn;
let johns: UmocClient;
let janes: UmocClient;
beforeAll(async () => {
  [john, jane] = await Promise.all([register('john'), register('jane')]);
  [johns, janes] = await Promise.all([UmocClient.open(john, 0), UmocClient.open(jane, 1)]);
});
afterAll(() => [johns, janes].forEach(({ io }) => io.close()));

const total = async (): Promise<number> => (await johns.ask('get_chat_history', { chat_id: jane.user_id })).total_messages;
const refused = (event: string, data: object): Promise<Json> => johns.call(event, data, 'error');
const error = { message: expect.stringMatching(/./) };

describe('what a client should not send', () => {
  it.each([
    ['10,001 characters', { content: 'x'.repeat(10_001) }],
    ['nothing but NUL', { content: '\0' }],
    ['a number', { content: 5 }],
    ['a type of the system', { content: 'x', type: 'system' }],
    ['64 KiB and more of ciphertext', { content: '', encrypted_content: 'A'.repeat(65_537) }],
    ['half a character of ciphertext', { content: '', encrypted_content: '\ud800' }],
    ['129 characters of client_id', { content: 'x', client_id: 'k'.repeat(129) }],
    ['half a character of client_id', { content: 'x', client_id: '\ud800' }],
  ])('UM-c2s-send_message refuses %s and stores nothing', async (_, data) => {
    const before = await total();
    const { message } = await refused('send_message', { recipient_id: jane.user_id, ...data });
    expect(message).toMatch(/./);
    expect(message).not.toContain('clientKey');
    expect(await total()).toBe(before);
  });

  it('UM-c2s-send_message keeps what is around NUL and half characters (A-00-08)', async () => {
    const sent = await johns.ask('send_message', { recipient_id: jane.user_id, content: 'a\0b\ud800c' });
    expect(sent.content).toBe('ab\ufffdc');
  });

  it.each([0, -1, 1.5, 1e300, '1', null, true, [1], { $gt: 0 }, 2 ** 53, 'x'])('UM-s2c-error: a chat named %j', async (id) => {
    expect(await refused('get_chat_info', { chat_id: id })).toEqual(error);
    expect(await refused('get_chat_history', { chat_id: id })).toEqual(error);
    expect(await refused('send_message', { recipient_id: id, content: 'x' })).toEqual(error);
    expect(await refused('typing', { recipient_id: id, is_typing: true })).toEqual(error);
  });

  it('UM-s2c-error names the type that is wanted before its bounds', async () => {
    const chat = { chat_id: jane.user_id };
    expect(await refused('get_chat_history', { ...chat, page: '1' })).toEqual({ message: 'page must be an integer number' });
    expect(await refused('get_chat_history', { ...chat, page_size: 'x' })).toEqual({ message: 'page_size must be an integer number' });
    expect(await refused('read_receipt', { message_ids: 'x', sender_id: jane.user_id })).toEqual({ message: 'message_ids must be an array' });
    expect(await refused('create_group', { name: 'x' })).toEqual({ message: 'member_ids must be an array' });
  });

  it('UM-s2c-error names what is wrong in the words of the client, whoever found it', async () => {
    const said = { recipient_id: jane.user_id, content: 'x' };
    expect(await refused('send_message', { ...said, client_id: '\ud800' })).toEqual({ message: 'client_id must be well-formed text' });
    expect(await refused('send_message', { ...said, encrypted_content: '\0' })).toEqual({ message: 'content must be well-formed text' });
    const file = { recipient_id: jane.user_id, file_name: 'a.txt', file_size: 2 ** 60, file_type: 'text/plain' };
    expect((await refused('upload_file_prepare', file)).message).toMatch(/^file_size must not be greater/);
  });

  it('UM-c2s-delete_message and UM-c2s-read_receipt: messages of others, of nobody, and no ids', async () => {
    const [one, two] = await Promise.all([register('ann'), register('ben')]);
    const ones = await UmocClient.open(one, 0);
    const { message_id } = await ones.ask('send_message', { recipient_id: two.user_id, content: 'theirs' });
    for (const id of [message_id, '00000000-0000-4000-a7c1-e55000000000', 'x', 5]) {
      expect(await refused('delete_message', { message_id: id })).toEqual(error);
    }
    johns.send('read_receipt', { message_ids: [message_id], sender_id: one.user_id });
    await johns.ask('get_chats', {});
    const { messages } = await ones.ask('get_chat_history', { chat_id: two.user_id });
    expect(ones.io.heard('messages_read')).toEqual([]);
    expect(messages).toMatchObject([{ message_id, is_read: false }]);
    ones.io.close();
  });

  it('UM-c2s-get_chat_history of a group one has left', async () => {
    const { token, client: zoes } = await enter('zoe');
    const { id } = await zoes.ask('create_group', { name: 'Left', description: '', member_ids: [john.user_id] });
    const { message_id } = await zoes.ask('send_message', { recipient_id: id, is_group: true, content: 'before I left' });
    expect((await zoes.ask('get_chat_history', { chat_id: id, is_group: true })).messages).toHaveLength(2);
    const [{ id: roomId }] = (await http('GET', '/chatrooms', { token }, 0)).body.data.chatrooms;
    expect((await http('POST', `/chatrooms/${roomId}/leave`, { token }, 0)).status).toBe(200);
    const none = { message: 'Chat not found' };
    for (const event of ['get_chat_history', 'get_chat_info']) expect(await zoes.ask(event, { chat_id: id, is_group: true })).toEqual(none);
    for (const event of ['send_message', 'typing'])
      expect(await zoes.ask(event, { recipient_id: id, is_group: true, content: 'x', is_typing: true })).toEqual(none);
    expect(await zoes.ask('delete_message', { message_id })).toEqual(none);
    zoes.io.close();
  });

  it.each([
    ['nope', {}],
    ['toString', {}],
    ['constructor', {}],
  ])('UM-s2c-error: the event %s, and the socket lives on', async (event, data) => {
    expect(await refused(event, data)).toEqual(error);
    expect(await total()).toBeGreaterThan(0);
  });

  it.each([['text'], [null], [5], [[]], [undefined]])('UM-s2c-error: the payload %j has no session', async (payload) => {
    expect(await johns.after(() => johns.io.send('get_chats', payload), 'error')).toEqual({ message: 'Invalid session' });
  });

  it('UM-HTTP-connect a packet over 1 MiB ends its connection, and no other; a body over 1 MiB is 400 (A-00-06)', async () => {
    const flood = await UmocClient.open(john, 0);
    const gone = new Promise((resolve) => flood.io.socket.once('disconnect', resolve));
    flood.send('send_message', { recipient_id: jane.user_id, content: 'x'.repeat(1_100_000) });
    await gone;
    await johns.ask('send_message', { recipient_id: jane.user_id, content: 'calm' });
    await janes.io.next('new_message', ({ content }) => content === 'calm');
    const { status, body } = await post('login', { username: 'x'.repeat(1_100_000), password: 'x' });
    expect([status, body]).toEqual([400, error]);
  });
});
