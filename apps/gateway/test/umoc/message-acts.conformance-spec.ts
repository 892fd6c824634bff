import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, http, uniqueName, type Json } from '@parley/testing';
import { register, seconds, UmocClient, type SignIn } from './umoc.harness.js';

const anySecond = expect.stringMatching(seconds);

describe('UMOC acts on messages', () => {
  let anna: SignIn;
  let ben: SignIn;
  let cleo: SignIn;
  const open: UmocClient[] = [];

  beforeAll(async () => {
    [anna, ben, cleo] = await Promise.all([register('anna'), register('ben'), register('cleo')]);
  });
  afterEach(() => open.splice(0).forEach(({ io }) => io.close()));

  const ear = async (person: SignIn, gateway: number): Promise<UmocClient> => {
    const client = await UmocClient.open(person, gateway);
    open.push(client);
    return client;
  };
  const say = (client: UmocClient, to: SignIn, content: string): Promise<Json> => client.ask('send_message', { recipient_id: to.user_id, content });
  const history = (client: UmocClient, other: SignIn) => client.ask('get_chat_history', { chat_id: other.user_id, page_size: 5 });

  it('UM-c2s-delete_message removes one’s own message for both', async () => {
    const [annas, bens] = await Promise.all([ear(anna, 0), ear(ben, 1)]);
    const { message_id } = await say(annas, ben, 'gone soon');
    bens.send('delete_message', { message_id });
    expect(await bens.io.next('error')).toEqual({ message: 'You can only delete your own messages' });
    const answer = await annas.ask('delete_message', { message_id });
    expect(answer).toEqual({ message_id, sender_id: anna.user_id, timestamp: anySecond });
    const { messages } = await history(bens, anna);
    expect(messages.map((message: Json) => message.message_id)).not.toContain(message_id);
    annas.send('delete_message', { message_id });
    expect(await annas.io.next('error')).toEqual({ message: 'Message not found' });
    annas.send('delete_message', { message_id: 'nonsense' });
    expect(await annas.io.next('error')).toEqual({ message: 'Message not found' });
  });

  it('UM-s2c-message_deleted reaches every member', async () => {
    const [annas, bens] = await Promise.all([ear(anna, 0), ear(ben, 1)]);
    const { message_id } = await say(annas, ben, 'gone soon');
    annas.send('delete_message', { message_id });
    const told = { message_id, sender_id: anna.user_id, timestamp: anySecond, seq: expect.any(Number) };
    expect(await bens.io.next('message_deleted')).toEqual(told);
    expect(await annas.io.next('message_deleted')).toEqual(told);
  });

  it('UM-c2s-read_receipt marks the messages named, and no others', async () => {
    const [annas, bens] = await Promise.all([ear(anna, 0), ear(cleo, 1)]);
    const [one, two] = [await say(annas, cleo, 'one'), await say(annas, cleo, 'two')];
    expect(await bens.ask('read_receipt', { message_ids: [two.message_id], sender_id: anna.user_id })).toEqual({});
    const shown = async (client: UmocClient, other: SignIn) =>
      (await history(client, other)).messages.map((message: Json) => [message.message_id, message.is_read]);
    const expected = [
      [two.message_id, true],
      [one.message_id, false],
    ];
    expect(await shown(annas, cleo)).toEqual(expected);
    expect(await shown(bens, anna)).toEqual(expected);
    const chats = await bens.call('get_chats', {}, 'chats');
    expect(chats.find((chat: Json) => chat.id === anna.user_id).unread_count).toBe(1);
    bens.send('read_receipt', { message_ids: [], sender_id: anna.user_id });
    await bens.io.next('error');
    bens.send('read_receipt', { message_ids: [one.message_id], sender_id: 999_999_999 });
    expect(await bens.io.next('error')).toEqual({ message: 'Chat not found' });
  });

  it('UM-s2c-messages_read reaches the sender once for each message (A-UM-19)', async () => {
    const [annas, bens] = await Promise.all([ear(anna, 0), ear(ben, 1)]);
    const sent = [await say(annas, ben, 'one'), await say(annas, ben, 'two')];
    const foreign = await say(bens, anna, 'of ben');
    const message_ids = sent.map(({ message_id }) => message_id as string);
    await bens.ask('read_receipt', { message_ids: [...message_ids, foreign.message_id], sender_id: anna.user_id });
    await bens.ask('read_receipt', { message_ids, sender_id: anna.user_id });
    expect(await annas.io.next('messages_read')).toEqual({
      reader_id: ben.user_id,
      reader_username: ben.username,
      message_ids,
      timestamp: anySecond,
    });
    await history(annas, ben);
    expect(annas.io.heard('messages_read')).toHaveLength(1);
    expect(bens.io.heard('messages_read')).toEqual([]);
  });

  it('UM-c2s-typing reaches the other, and stops by itself after 5 seconds', async () => {
    const [annas, bens] = await Promise.all([ear(anna, 0), ear(ben, 1)]);
    for (let n = 0; n < 3; n++) annas.send('typing', { recipient_id: ben.user_id, is_typing: true, is_group: false });
    expect(await bens.io.next('typing_indicator')).toMatchObject({ is_typing: true });
    await eventually(() => expect(bens.io.heard('typing_indicator')).toHaveLength(2), 9_000);
    expect(await bens.io.next('typing_indicator')).toMatchObject({ is_typing: false });
    expect([bens.io.heard('typing_indicator').length, annas.io.heard('typing_indicator').length]).toEqual([2, 0]);
  }, 15_000);

  it('UM-s2c-typing_indicator reaches somebody one has never written to; nothing is opened', async () => {
    const dan = await register('dan');
    const [annas, dans] = await Promise.all([ear(anna, 0), ear(dan, 1)]);
    annas.send('typing', { recipient_id: dan.user_id, is_typing: true, is_group: false });
    const indicator = { user_id: anna.user_id, username: anna.username, is_typing: true, timestamp: expect.any(Number) };
    expect(await dans.io.next('typing_indicator')).toEqual({ ...indicator, chat_id: anna.user_id, is_group: false });
    expect(await dans.ask('get_chats', {})).toEqual([]);
  });

  it('UM-s2c-typing_indicator names user, time and chat, in groups too', async () => {
    const [annas, bens] = await Promise.all([ear(anna, 0), ear(ben, 1)]);
    const group = await annas.ask('create_group', { name: 'Typists', member_ids: [ben.user_id] });
    bens.send('typing', { recipient_id: group.id, is_typing: true, is_group: true });
    const indicator = { user_id: ben.user_id, username: ben.username, is_typing: true, timestamp: expect.any(Number) };
    expect(await annas.io.next('typing_indicator')).toEqual({ ...indicator, chat_id: group.id, is_group: true });
    bens.send('typing', { recipient_id: anna.user_id, is_typing: true, is_group: false });
    expect(await annas.io.next('typing_indicator')).toEqual({ ...indicator, chat_id: ben.user_id, is_group: false });
    const cleos = await ear(cleo, 0);
    cleos.send('typing', { recipient_id: group.id, is_typing: true, is_group: true });
    expect(await cleos.io.next('error')).toEqual({ message: 'Chat not found' });
  });

  it('C53 message_edited tells of an edit made elsewhere', async () => {
    const bens = await ear(ben, 1);
    const { token, id } = await personOfV1();
    const call = async (method: string, path: string, text: string) =>
      (await http(method, path, { token, body: { content_encrypted: Buffer.from(text).toString('base64'), message_type: 'text' } }, 0)).body.data;
    await bens.ask('send_message', { recipient_id: id, content: 'hello' });
    const { conversations } = (await http('GET', '/v1/conversations', { token }, 0)).body.data;
    const { message_id } = await call('POST', `/v1/conversations/${conversations[0].conversation_id}/messages`, 'before');
    const heard = await bens.io.next('new_message', ({ content }) => content === 'before');
    await call('PUT', `/v1/messages/${message_id}`, 'after');
    expect(await bens.io.next('message_edited')).toEqual({ ...heard, content: 'after', edited_at: anySecond, seq: heard.seq + 1 });
  });
});

/** Somebody who can edit: this dialect has no verb for it. */
const personOfV1 = async (): Promise<{ readonly token: string; readonly id: string }> => {
  const username = uniqueName('vera');
  const account = { email: `${username}@example.com`, username, password: 'SecurePass123!', full_name: 'Vera' };
  await http('POST', '/v1/auth/register', { body: account }, 0);
  const { access_token, user } = (await http('POST', '/v1/auth/login', { body: account }, 0)).body.data;
  return { token: access_token, id: user.user_id };
};
