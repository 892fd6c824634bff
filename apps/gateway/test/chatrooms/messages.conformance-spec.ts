import { beforeAll, describe, expect, it } from '@jest/globals';
import { http, type Json } from '@parley/testing';
import { connect, createRoom, dataOf, expectRefusal, plain, register, sendText, sharedRoom, type Person } from './chatrooms.harness.js';

describe('chatrooms: history', () => {
  let [owner, member]: Person[] = [];
  let room: string;
  let sent: Json[];

  const history = async (query: string): Promise<Json> =>
    dataOf(await http('GET', `/chatrooms/${room}/messages${query}`, { token: (member as Person).token }, 1), 200);
  const idsOf = (data: Json): readonly string[] => data.messages.map(({ id }: { id: string }) => id);

  beforeAll(async () => {
    [owner, member] = [await register('own'), await register('mem')];
    room = await sharedRoom(owner, [member], 'History');
    const socket = await connect(owner, 0, [room]);
    sent = [];
    for (const text of ['one', 'two', 'three', 'four']) sent.unshift(await sendText(socket, room, text));
    socket.close();
  });

  it('RC-messages.list answers 200, newest first, every message whole', async () => {
    const data = await history('');
    const { seq: _, ...newest } = sent[0];
    expect(data.messages[0]).toEqual(newest);
    expect(newest).toMatchObject({
      ...{ chatroom_id: room, user_id: owner?.id, username: owner?.username, display_name: owner?.displayName, avatar_url: null },
      ...{ content: plain('four'), message_type: 'text', reply_to: null, attachments: [], reactions: [], edited_at: null },
    });
    expect(idsOf(data).slice(0, 4)).toEqual(sent.map(({ id }) => id));
    // The room's own first message.
    expect(data.messages.at(-1)).toMatchObject({ message_type: 'system', content: plain('Channel created') });
    expect(data.pagination).toEqual({ page: 1, limit: 50, total: 5, has_more: false });
  });

  it('RC-messages.list pages from the newest on', async () => {
    const first = await history('?limit=2');
    expect(idsOf(first)).toEqual([sent[0].id, sent[1].id]);
    expect(first.pagination).toEqual({ page: 1, limit: 2, total: 5, has_more: true });
    const last = await history('?limit=2&page=3');
    expect(last.messages).toHaveLength(1);
    expect(last.pagination).toEqual({ page: 3, limit: 2, total: 5, has_more: false });
    expect((await history('?limit=500')).pagination.limit).toBe(100);
  });

  it('RC-messages.list takes before and after as exclusive times, counted in total', async () => {
    const before = await history(`?before=${sent[1].created_at}&limit=1`);
    expect(idsOf(before)).toEqual([sent[2].id]);
    expect(before.pagination).toMatchObject({ total: 3, has_more: true });
    const after = await history(`?after=${sent[2].created_at}`);
    expect(idsOf(after)).toEqual([sent[0].id, sent[1].id]);
    expect(after.pagination).toMatchObject({ total: 2, has_more: false });
    expect(idsOf(await history(`?after=${sent[3].created_at}&before=${sent[0].created_at}`))).toEqual([sent[1].id, sent[2].id]);
    expect((await history('?before=2001-01-01')).messages).toEqual([]);
  });

  it('RC-messages.list refuses strangers 403, unknown rooms 404 and bad input 422', async () => {
    const { token } = await register('str');
    const path = `/chatrooms/${room}/messages`;
    expectRefusal(await http('GET', path, { token }, 0), 403, 'CHATROOM_ACCESS_DENIED');
    const open = await createRoom(owner as Person, { name: 'Open', is_private: false });
    expectRefusal(await http('GET', `/chatrooms/${open.id}/messages`, { token }, 0), 403, 'CHATROOM_ACCESS_DENIED');
    expectRefusal(await http('GET', '/chatrooms/6b00351c-d3e6-470f-a7c1-e554b68b958b/messages', { token }, 0), 404, 'CHATROOM_NOT_FOUND');
    expectRefusal(await http('GET', '/chatrooms/x/messages', { token }, 0), 422, 'VALIDATION_INVALID_FORMAT');
    expectRefusal(await http('GET', `${path}?before=yesterday`, { token }, 0), 422, 'VALIDATION_INVALID_FORMAT');
    expectRefusal(await http('GET', `${path}?limit=0`, { token }, 0), 422, 'VALIDATION_INVALID_VALUE');
    expectRefusal(await http('GET', path, {}, 0), 401, 'AUTH_TOKEN_INVALID');
  });
});
