import { describe, expect, it } from '@jest/globals';
import { http } from '@parley/testing';
import { connect, createRoom, dataOf, directRoom, expectRefusal, plain, register, sendText, sharedRoom, time, uuid } from './chatrooms.harness.js';

const unknown = '6b00351c-d3e6-470f-a7c1-e554b68b958b';

describe('chatrooms: rooms', () => {
  it('RC-rooms.create answers 201 with the room and its defaults', async () => {
    const owner = await register('own');
    const room = await createRoom(owner, { name: ' Team ', is_private: false });
    expect(room).toEqual({
      ...{ id: expect.stringMatching(uuid), name: 'Team', description: null, owner_id: owner.id, is_private: false, max_members: 100 },
      ...{ encryption_enabled: true, auto_summary_enabled: true, summary_threshold: 50, created_at: expect.stringMatching(time) },
    });
    const given = { name: 'Team', description: 'D', is_private: true, max_members: 7, auto_summary_enabled: false, summary_threshold: 9 };
    const other = await createRoom(owner, given);
    expect(other).toMatchObject(given);
    expect(other.id).not.toBe(room.id);
  });

  it.each([
    [{}, 'VALIDATION_REQUIRED_FIELD', 'name'],
    [{ name: '' }, 'VALIDATION_INVALID_VALUE', 'name'],
    [{ name: 'x'.repeat(101) }, 'VALIDATION_LENGTH_EXCEEDED', 'name'],
    [{ name: 'x', description: 'x'.repeat(501) }, 'VALIDATION_LENGTH_EXCEEDED', 'description'],
    [{ name: 'x', is_private: 'yes' }, 'VALIDATION_INVALID_VALUE', 'is_private'],
    [{ name: 'x', max_members: 10_001 }, 'VALIDATION_INVALID_VALUE', 'max_members'],
  ])('RC-rooms.create refuses %j with 422 %s', async (body, code, field) => {
    const { token } = await register('bad');
    expect(expectRefusal(await http('POST', '/chatrooms', { token, body }, 0), 422, code)).toEqual({ [field]: expect.any(String) });
    expectRefusal(await http('POST', '/chatrooms', { body: { name: 'x' } }, 0), 401, 'AUTH_TOKEN_INVALID');
  });

  it('RC-rooms.get answers the room, its members and the role of who asks', async () => {
    const [owner, member] = [await register('own'), await register('mem')];
    const id = await sharedRoom(owner, [member], 'Shared');
    const data = dataOf(await http('GET', `/chatrooms/${id}`, { token: member.token }, 1), 200);
    const shown = ({ id: user_id, username, displayName: display_name }: typeof owner, role: string) => ({
      ...{ user_id, username, display_name, avatar_url: null, role },
      ...{ joined_at: expect.stringMatching(time), last_read_at: null, is_online: false },
    });
    expect(data).toEqual({
      chatroom: {
        ...{ id, name: 'Shared', description: null, owner_id: owner.id, is_private: true, max_members: 10_000, member_count: 2 },
        ...{ encryption_enabled: true, auto_summary_enabled: expect.any(Boolean), summary_threshold: 50 },
        ...{ created_at: expect.stringMatching(time), updated_at: expect.stringMatching(time) },
      },
      members: expect.arrayContaining([shown(owner, 'owner'), shown(member, 'member')]),
      user_role: 'member',
    });
    expect(data.members).toHaveLength(2);
  });

  it('RC-rooms.get refuses strangers 403, of public rooms too, unknown ids 404 and malformed ones 422', async () => {
    const [owner, stranger] = [await register('own'), await register('str')];
    for (const is_private of [true, false]) {
      const { id } = await createRoom(owner, { name: 'Mine', is_private });
      expectRefusal(await http('GET', `/chatrooms/${id}`, { token: stranger.token }, 0), 403, 'CHATROOM_ACCESS_DENIED');
    }
    expectRefusal(await http('GET', `/chatrooms/${unknown}`, { token: owner.token }, 0), 404, 'CHATROOM_NOT_FOUND');
    const malformed = await http('GET', '/chatrooms/not-an-id', { token: owner.token }, 0);
    expect(expectRefusal(malformed, 422, 'VALIDATION_INVALID_FORMAT')).toHaveProperty('chatroom_id');
    expectRefusal(await http('GET', `/chatrooms/${unknown}`, {}, 0), 401, 'AUTH_TOKEN_INVALID');
  });

  it('RC-rooms.list answers my rooms, latest activity first, with last message, unread count and role', async () => {
    const [owner, member] = [await register('own'), await register('mem')];
    const older = await sharedRoom(owner, [member], 'Older');
    const newer = await createRoom(owner, { name: 'Newer' });
    const socket = await connect(member, 0, [older]);
    const sent = await sendText(socket, older, 'wake up');
    const data = dataOf(await http('GET', '/chatrooms', { token: owner.token }, 1), 200);
    expect(data.chatrooms.map(({ id }: { id: string }) => id)).toEqual([older, newer.id]);
    expect(data.chatrooms[0]).toEqual({
      ...{ id: older, name: 'Older', description: null, is_private: true, member_count: 2, unread_count: 1, role: 'owner' },
      joined_at: expect.stringMatching(time),
      last_message: {
        ...{ id: sent.id, content: plain('wake up').encrypted_data, user_id: member.id, username: member.username },
        created_at: sent.created_at,
      },
    });
    // Nobody has said anything here (A-RC-18).
    expect(data.chatrooms[1]).toMatchObject({ last_message: null, unread_count: 0 });
    expect(data.pagination).toEqual({ page: 1, limit: 20, total: 2, pages: 1 });
    socket.close();
  });

  it('RC-rooms.list pages, searches by name and clamps the limit', async () => {
    const owner = await register('own');
    for (const name of ['Alpha', 'Beta', 'Alphabet']) await createRoom(owner, { name });
    const names = async (query: string): Promise<{ readonly names: readonly string[]; readonly pagination: object }> => {
      const data = dataOf(await http('GET', `/chatrooms?${query}`, { token: owner.token }, 0), 200);
      return { names: data.chatrooms.map(({ name }: { name: string }) => name), pagination: data.pagination };
    };
    expect(await names('limit=2')).toEqual({ names: ['Alphabet', 'Beta'], pagination: { page: 1, limit: 2, total: 3, pages: 2 } });
    expect(await names('limit=2&page=2')).toEqual({ names: ['Alpha'], pagination: { page: 2, limit: 2, total: 3, pages: 2 } });
    expect(await names('search=ALPHA')).toEqual({ names: ['Alphabet', 'Alpha'], pagination: { page: 1, limit: 20, total: 2, pages: 1 } });
    expect(await names('limit=1000')).toMatchObject({ pagination: { limit: 100 } });
    expect(await names('page=900')).toEqual({ names: [], pagination: { page: 900, limit: 20, total: 3, pages: 1 } });
    for (const query of ['page=0', 'limit=0', 'limit=x'])
      expectRefusal(await http('GET', `/chatrooms?${query}`, { token: owner.token }, 0), 422, 'VALIDATION_INVALID_VALUE');
    expectRefusal(await http('GET', '/chatrooms', {}, 0), 401, 'AUTH_TOKEN_INVALID');
  });

  it('RC-rooms.list shows a direct conversation as a private room of two, named after the other person (C38)', async () => {
    const [one, other] = [await register('one'), await register('two')];
    const id = await directRoom(one, other);
    for (const [viewer, counterpart] of [
      [one, other],
      [other, one],
    ] as const) {
      const { chatrooms } = dataOf(await http('GET', '/chatrooms', { token: viewer.token }, 0), 200);
      expect(chatrooms).toEqual([expect.objectContaining({ id, name: counterpart.displayName, is_private: true, member_count: 2, role: 'member' })]);
      const { chatroom, user_role } = dataOf(await http('GET', `/chatrooms/${id}`, { token: viewer.token }, 0), 200);
      expect(chatroom).toMatchObject({ name: counterpart.displayName, owner_id: counterpart.id, is_private: true, max_members: 2 });
      expect(user_role).toBe('member');
    }
  });
});
