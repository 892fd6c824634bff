import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { http, type Json } from '@parley/testing';
import { enter, register, seconds, UmocClient, type SignIn } from './umoc.harness.js';

let john: SignIn;
let jane: SignIn;
let jim: SignIn;
let johns: UmocClient;
let janes: UmocClient;
let group: Json;

/** `last_seen` is null while online (A-UM-14). */
const expectMember = (member: Json, { user_id, username }: SignIn, is_admin: boolean): void => {
  expect(member).toEqual({ user_id, username, is_online: expect.any(Boolean), last_seen: member.last_seen, is_admin });
  if (member.is_online) expect(member.last_seen).toBeNull();
  else expect(member.last_seen).toMatch(seconds);
};

beforeAll(async () => {
  [john, jane, jim] = await Promise.all([register('john'), register('jane'), register('jim')]);
  [johns, janes] = await Promise.all([UmocClient.open(john, 0), UmocClient.open(jane, 1)]);
  const data = { name: ' Project Team ', description: 'Team discussion group', member_ids: [jane.user_id, jim.user_id] };
  group = await johns.call('create_group', data, 'chat_info');
});

afterAll(() => [johns, janes].forEach(({ io }) => io.close()));

describe('UM-I2 groups (A-UM-30)', () => {
  it('UM-I2 create_group answers with the chat_info of the group', async () => {
    const { members, ...rest } = group;
    expect(rest).toEqual({
      id: expect.any(Number),
      name: 'Project Team',
      description: 'Team discussion group',
      created_at: expect.stringMatching(seconds),
      is_group: true,
      member_count: 3,
      is_admin: true,
    });
    expect(members).toHaveLength(3);
    for (const [person, isAdmin] of [
      [john, true],
      [jane, false],
      [jim, false],
    ] as const) {
      expectMember(
        members.find(({ user_id }: Json) => user_id === person.user_id),
        person,
        isAdmin,
      );
    }
  });

  it('UM-s2c-chat_info of a group, as a member sees it', async () => {
    const unspoken = (await janes.ask('get_chats', {})).find(({ id, is_group }: Json) => is_group && id === group.id);
    expect(unspoken).toMatchObject({ last_message: null, unread_count: 0 });
    const seen = await janes.call('get_chat_info', { chat_id: group.id, is_group: true }, 'chat_info');
    expect(seen).toMatchObject({ id: group.id, name: 'Project Team', is_group: true, member_count: 3, is_admin: false });
  });

  it('UM-s2c-new_message in a group reaches its members on another gateway at once', async () => {
    const { io: heardByJane } = janes;
    await heardByJane.next('new_message', ({ recipient_id, is_group }) => is_group && recipient_id === group.id);
    johns.send('send_message', { recipient_id: group.id, content: 'Hello team', is_group: true });
    const isIt = ({ content }: Json): boolean => content === 'Hello team';
    const [mine, hers] = await Promise.all([johns.io.next('new_message', isIt), heardByJane.next('new_message', isIt)]);
    expect(mine).toMatchObject({ sender_id: john.user_id, recipient_id: group.id, is_group: true });
    expect(hers).toEqual(mine);
  });

  it('UM-s2c-chats shows a group by its name', async () => {
    const chat = (await janes.ask('get_chats', {})).find(({ id, is_group }: Json) => is_group && id === group.id);
    expect(Object.keys(chat).sort()).toEqual(['description', 'id', 'is_group', 'last_message', 'member_count', 'name', 'unread_count']);
    expect(chat).toMatchObject({
      name: 'Project Team',
      description: 'Team discussion group',
      member_count: 3,
      last_message: { content: 'Hello team' },
    });
  });

  it('UM-s2c-chat_history of a group, by a later connection', async () => {
    const jims = await UmocClient.open(jim, 0);
    const history = await jims.ask('get_chat_history', { chat_id: group.id, is_group: true });
    expect(history).toMatchObject({ chat_id: group.id, is_group: true });
    expect(history.messages[0]).toMatchObject({ content: 'Hello team', sender_id: john.user_id });
    johns.send('send_message', { recipient_id: group.id, content: 'Hello Jim', is_group: true });
    await jims.io.next('new_message', ({ content }) => content === 'Hello Jim');
    jims.io.close();
  });

  it('UM-s2c-chat_history: what was said before somebody came is read by him, as his unread_count says (C88)', async () => {
    const john = await enter('john');
    const { id } = await john.client.ask('create_group', { name: 'Older', member_ids: [] });
    await john.client.ask('send_message', { recipient_id: id, is_group: true, content: 'before jill came' });
    const jill = await enter('jill');
    const [{ id: roomId }] = (await http('GET', '/chatrooms', { token: john.token }, 0)).body.data.chatrooms;
    const added = await http('POST', `/v1/conversations/${roomId}/participants`, { token: john.token, body: { participant_ids: [jill.id] } }, 0);
    expect(added.status).toBe(201);
    expect((await jill.client.ask('get_chats', {}))[0]).toMatchObject({ id, unread_count: 0 });
    const { messages } = await jill.client.ask('get_chat_history', { chat_id: id, is_group: true });
    expect(messages.find(({ content }: Json) => content === 'before jill came')).toMatchObject({ is_read: true });
    for (const { client } of [john, jill]) client.io.close();
  });

  it('UM-s2c-error: a group one is not in looks like none', async () => {
    const stranger = await UmocClient.open(await register('joe'), 0);
    for (const [event, data] of [
      ['get_chat_info', { chat_id: group.id, is_group: true }],
      ['get_chat_history', { chat_id: group.id, is_group: true }],
      ['send_message', { recipient_id: group.id, is_group: true, content: 'x' }],
    ] as const) {
      expect(await stranger.ask(event, data)).toEqual({ message: 'Chat not found' });
    }
    stranger.io.close();
  });

  it('UM-s2c-error: a public room one is not in looks like none, too (A-UM-09)', async () => {
    const { client: owners, token } = await enter('owner');
    expect((await http('POST', '/chatrooms', { token, body: { name: 'Open', is_private: false } }, 0)).status).toBe(201);
    const [{ id }] = await owners.ask('get_chats', {});
    expect(await owners.ask('get_chat_info', { chat_id: id, is_group: true })).toMatchObject({ name: 'Open', is_admin: true });
    expect(await janes.ask('get_chat_info', { chat_id: id, is_group: true })).toEqual({ message: 'Chat not found' });
    owners.io.close();
  });

  it.each([
    ['an unknown member', { name: 'x', member_ids: [2 ** 52] }, 'A member does not exist'],
    ['no name', { name: '  ', member_ids: [] }, 'name must be'],
    ['no members', { name: 'x' }, 'member_ids must be'],
    ['a name for a member', { name: 'x', member_ids: ['jane'] }, 'member_ids must be'],
  ])('UM-s2c-error: create_group with %s', async (_case, data, message) => {
    expect(await johns.call('create_group', data, 'error')).toEqual({ message: expect.stringContaining(message) });
  });
});
