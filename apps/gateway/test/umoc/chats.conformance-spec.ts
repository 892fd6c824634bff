import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register, seconds, UmocClient, uuid, type SignIn } from './umoc.harness.js';

let john: SignIn;
let jane: SignIn;
let johns: UmocClient;
let janes: UmocClient;
const nobody = 2 ** 52;

const say = (content: string) => johns.ask('send_message', { recipient_id: jane.user_id, content });

beforeAll(async () => {
  [john, jane] = await Promise.all([register('john'), register('jane')]);
  [johns, janes] = await Promise.all([UmocClient.open(john, 0), UmocClient.open(jane, 1)]);
});

afterAll(() => [johns, janes].forEach(({ io }) => io.close()));

describe('Get Chat History', () => {
  it('UM-s2c-chat_history of a chat nobody has written in is empty (A-UM-11)', async () => {
    const empty = { chat_id: jane.user_id, is_group: false, messages: [], page: 1, total_pages: 0, total_messages: 0 };
    expect(await johns.call('get_chat_history', { chat_id: jane.user_id }, 'chat_history')).toEqual(empty);
  });

  it('UM-c2s-get_chat_history is paged, newest first inside and across pages', async () => {
    for (const content of ['one', 'two', 'three', 'four', 'five']) await say(content);
    const page = (n: number) => janes.ask('get_chat_history', { chat_id: john.user_id, is_group: false, page: n, page_size: 2 });
    const [first, last] = [await page(1), await page(3)];
    expect(first).toMatchObject({ chat_id: john.user_id, is_group: false, page: 1, total_pages: 3, total_messages: 5 });
    expect(first.messages.map(({ content }: { readonly content: string }) => content)).toEqual(['five', 'four']);
    expect(last.messages).toEqual([
      {
        message_id: expect.stringMatching(uuid),
        sender_id: john.user_id,
        sender_username: john.username,
        content: 'one',
        type: 'text',
        timestamp: expect.stringMatching(seconds),
        is_read: false,
      },
    ]);
    expect((await page(4)).messages).toEqual([]);
    expect((await janes.ask('get_chat_history', { chat_id: john.user_id, page_size: 10_000 })).messages).toHaveLength(5);
    const unsaid = { chat_id: john.user_id, is_group: null, page: null, page_size: null };
    expect(await janes.ask('get_chat_history', unsaid)).toMatchObject({ is_group: false, page: 1, total_pages: 1, total_messages: 5 });
  });

  it.each([
    ['an unknown user', { chat_id: nobody }, 'Chat not found'],
    ['an unknown group', { chat_id: nobody, is_group: true }, 'Chat not found'],
    ['no chat', {}, 'chat_id must be a positive integer'],
    ['page 0', { chat_id: 1, page: 0 }, 'page must not be less than 1'],
    ['a string for a page', { chat_id: 1, page: '1' }, 'page must'],
    ['page_size 0', { chat_id: 1, page_size: 0 }, 'page_size must not be less than 1'],
    ['a word for is_group', { chat_id: 1, is_group: 'no' }, 'is_group must be a boolean'],
  ])('UM-s2c-error: history of %s', async (_case, data, message) => {
    expect(await johns.call('get_chat_history', data, 'error')).toEqual({ message: expect.stringContaining(message) });
  });
});

describe('Get Chat List', () => {
  it('UM-c2s-get_chats is answered by UM-s2c-chats: a direct chat by the other user, with its last message and what is unread', async () => {
    const { message_id } = await say('latest');
    const [chat, ...others] = await janes.call('get_chats', {}, 'chats');
    expect(others).toEqual([]);
    expect(chat).toEqual({
      id: john.user_id,
      username: john.username,
      status: expect.stringMatching(/^(online|offline)$/),
      last_seen: expect.stringMatching(seconds),
      last_message: {
        message_id,
        sender_id: john.user_id,
        sender_username: john.username,
        content: 'latest',
        type: 'text',
        timestamp: expect.stringMatching(seconds),
      },
      unread_count: 6,
      is_group: false,
    });
    expect(await johns.ask('get_chats', {})).toMatchObject([{ id: jane.user_id, unread_count: 0 }]);
  });
});

describe('Get Chat Info', () => {
  it('UM-c2s-get_chat_info is answered by UM-s2c-chat_info, of a direct chat before anybody has contacts', async () => {
    expect(await johns.call('get_chat_info', { chat_id: jane.user_id, is_group: false }, 'chat_info')).toEqual({
      id: jane.user_id,
      username: jane.username,
      is_online: expect.any(Boolean),
      last_seen: expect.stringMatching(seconds),
      status: 'NEW',
      is_group: false,
      streak: 0,
      continue_streak: false,
    });
  });

  it('UM-c2s-get_chat_info of nobody, of an unknown group and of oneself is an error', async () => {
    expect(await johns.call('get_chat_info', { chat_id: nobody }, 'error')).toEqual({ message: 'Chat not found' });
    expect(await johns.call('get_chat_info', { chat_id: nobody, is_group: true }, 'error')).toEqual({ message: 'Chat not found' });
    expect(await johns.call('get_chat_info', { chat_id: john.user_id }, 'error')).toEqual({ message: 'You cannot chat with yourself' });
  });
});
