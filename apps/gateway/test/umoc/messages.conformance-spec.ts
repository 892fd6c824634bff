import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register, seconds, UmocClient, uuid, type SignIn } from './umoc.harness.js';

let john: SignIn;
let jane: SignIn;
let johns: UmocClient;
let janes: UmocClient;
const nobody = 2 ** 52;

const newMessage = (content: string) => ({
  message_id: expect.stringMatching(uuid),
  sender_id: john.user_id,
  sender_username: john.username,
  recipient_id: jane.user_id,
  content,
  type: 'text',
  timestamp: expect.stringMatching(seconds),
  is_group: false,
  seq: expect.any(Number),
});

const isOf = (content: string) => (data: { readonly content: string }) => data.content === content;

beforeAll(async () => {
  [john, jane] = await Promise.all([register('john'), register('jane')]);
  [johns, janes] = await Promise.all([UmocClient.open(john, 0), UmocClient.open(jane, 1)]);
});

afterAll(() => [johns, janes].forEach(({ io }) => io.close()));

describe('Send Message', () => {
  it('UM-s2c-new_message reaches both users, the same, on two gateways (A-UM-15)', async () => {
    const elsewhere = await UmocClient.open(john, 1);
    johns.send('send_message', { recipient_id: jane.user_id, content: 'Hello there!', is_group: false, type: 'text' });
    const copies = await Promise.all([johns, elsewhere, janes].map(({ io }) => io.next('new_message', isOf('Hello there!'))));
    expect(copies[0]).toEqual(newMessage('Hello there!'));
    expect(copies[1]).toEqual(copies[0]);
    expect(copies[2]).toEqual(copies[0]);
    elsewhere.io.close();
  });

  it('UM-c2s-send_message: an acknowledgement gets the message as well, and nobody hears it twice (A-UM-32)', async () => {
    const reply = await johns.ask('send_message', { recipient_id: jane.user_id, content: 'with callback' });
    expect(reply).toEqual(newMessage('with callback'));
    expect(await janes.io.next('new_message', isOf('with callback'))).toEqual(reply);
    await johns.ask('send_message', { recipient_id: jane.user_id, content: 'and after' });
    await Promise.all([johns, janes].map(({ io }) => io.next('new_message', isOf('and after'))));
    for (const { io } of [johns, janes]) expect(io.heard('new_message').filter(isOf('with callback'))).toHaveLength(1);
  });

  it('UM-c2s-send_message repeated with its client_id gives the first message to its sender alone (C55)', async () => {
    const data = { recipient_id: jane.user_id, content: 'once', client_id: 'c1' };
    const first = await johns.ask('send_message', data);
    expect(await johns.ask('send_message', data)).toEqual(first);
    await janes.ask('send_message', { recipient_id: john.user_id, content: 'after once' });
    await janes.io.next('new_message', isOf('after once'));
    expect(janes.io.heard('new_message').filter(isOf('once'))).toHaveLength(1);
  });

  it.each(['image', 'video', 'audio', 'file'])('UM-c2s-send_message keeps the content of type %s as it is (A-UM-16)', async (type) => {
    const content = `{"url":"https://example.com/${type}"}`;
    expect(await johns.ask('send_message', { recipient_id: jane.user_id, content, type })).toMatchObject({ content, type });
    const { messages } = await janes.ask('get_chat_history', { chat_id: john.user_id });
    expect(messages[0]).toMatchObject({ content, type });
  });

  it.each([
    ['', 'c2VjcmV0'],
    ['sealed', 'c2VjcmV0'],
  ])('UM-G10 content %j and encrypted_content %j are repeated by new_message and history', async (content, encrypted_content) => {
    const { message_id } = await johns.ask('send_message', { recipient_id: jane.user_id, content, encrypted_content });
    const isIt = (data: { readonly message_id: string }) => data.message_id === message_id;
    expect(await janes.io.next('new_message', isIt)).toMatchObject({ content, encrypted_content });
    const { messages } = await janes.ask('get_chat_history', { chat_id: john.user_id });
    expect(messages.find(isIt)).toMatchObject({ content, encrypted_content });
  });

  it.each([
    ['an unknown recipient', () => ({ recipient_id: nobody, content: 'x' }), 'Chat not found'],
    ['an unknown group', () => ({ recipient_id: nobody, content: 'x', is_group: true }), 'Chat not found'],
    ['oneself', () => ({ recipient_id: john.user_id, content: 'x' }), 'You cannot chat with yourself'],
    ['no recipient', () => ({ content: 'x' }), 'recipient_id must be a positive integer'],
    ['a string of digits', () => ({ recipient_id: String(jane.user_id), content: 'x' }), 'recipient_id must be a positive integer'],
    ['no content', () => ({ recipient_id: jane.user_id }), 'content must be a string'],
    ['white space', () => ({ recipient_id: jane.user_id, content: ' ' }), 'A message needs content'],
    ['a long text', () => ({ recipient_id: jane.user_id, content: 'x'.repeat(10_001) }), 'The message is too long'],
    ['another type', () => ({ recipient_id: jane.user_id, content: 'x', type: 'sticker' }), 'type must be one of'],
  ])('UM-s2c-error: %s', async (_case, data, message) => {
    expect(await johns.call('send_message', data(), 'error')).toEqual({ message: expect.stringContaining(message) });
  });
});
