import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { messaging, newId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { cardOf, MessagingHarness, type Person } from './messaging.harness.js';

describe('reading conversations', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
    harness.stopClocks();
  });
  afterAll(() => harness.close());

  const get = (viewer: Person, conversation: messaging.ConversationRef) =>
    harness.call(messaging.getConversation, { viewerId: viewer.id, conversation });
  const list = (viewer: Person, changes: Partial<messaging.ListConversationsInput>) =>
    harness.call(messaging.listConversations, {
      viewerId: viewer.id,
      kind: null,
      visibility: null,
      titlePart: null,
      limit: 50,
      offset: 0,
      ...changes,
    });

  it('getConversation shows a room to its members, a public one to everybody', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const open = await harness.room(anna, [ben], { visibility: 'public', title: 'Open' });
    const closed = await harness.room(anna, [ben], { title: 'Closed' });
    expect(await get(ben, { num: open.conversation.num })).toEqual({ conversation: open.conversation, members: open.members, viewerRole: 'member' });
    expect(await get(cleo, { id: open.conversation.id })).toMatchObject({ viewerRole: null });
    expect(await get(anna, { id: closed.conversation.id })).toMatchObject({ viewerRole: 'owner' });
    await expect(get(cleo, { id: closed.conversation.id })).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await harness.database.query('UPDATE conversation SET deleted_at = now() WHERE id = $1', [closed.conversation.id]);
    await expect(get(anna, { id: closed.conversation.id })).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
    await expect(get(anna, { id: newId() })).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
    await expect(get(anna, {})).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('getConversation finds a direct conversation by the other user', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    await expect(get(anna, { directWith: { id: ben.id } })).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
    await expect(get(anna, { directWith: { id: newId() } })).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    const id = await harness.direct(anna, ben);
    const found = await get(anna, { directWith: { username: ben.username } });
    expect(found.conversation.id).toBe(id);
    expect(found.members.map(({ user }) => user)).toEqual(expect.arrayContaining([cardOf(anna), cardOf(ben)]));
    await expect(get(cleo, { id })).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    for (const self of [{ id: anna.id }, { num: anna.num }]) {
      await expect(get(anna, { directWith: self })).rejects.toMatchObject({ code: 'SELF_TARGETED' });
    }
  });

  it('listConversations orders by activity, filters, pages and counts', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const direct = await harness.direct(anna, ben);
    const plans = await harness.room(anna, [ben], { title: 'Plans', visibility: 'public' });
    const other = await harness.room(cleo, [anna], { title: 'Other plans' });
    await harness.room(cleo, [ben], { title: 'Not hers' });
    const hello = await harness.say(ben, direct, 'hello');

    const all = await list(anna, {});
    expect(all.total).toBe(3);
    expect(all.entries.map(({ conversation }) => conversation.id)).toEqual([direct, other.conversation.id, plans.conversation.id]);
    expect(all.entries[0]).toMatchObject({ lastMessage: hello, unreadCount: 1, role: 'member' });
    expect(all.entries[2]).toMatchObject({ role: 'owner', unreadCount: 0, lastMessage: { type: 'system' } });
    const idsOf = async (changes: Partial<messaging.ListConversationsInput>) =>
      (await list(anna, changes)).entries.map(({ conversation }) => conversation.id);
    expect(await idsOf({ kind: 'direct' })).toEqual([direct]);
    expect(await idsOf({ visibility: 'public' })).toEqual([plans.conversation.id]);
    expect(await idsOf({ titlePart: 'PLANS' })).toEqual([other.conversation.id, plans.conversation.id]);
    expect(await idsOf({ limit: 1, offset: 1 })).toEqual([other.conversation.id]);
    expect(await list(anna, { limit: 1, offset: 9 })).toEqual({ entries: [], total: 3 });
  });

  it.each([
    ['Φίλος', 'ΦΊΛΟΣ'],
    ['İstanbul', 'istanbul'],
    ['Groß', 'GROSS'],
    ['Cafe\u0301', 'caf\u00e9'],
  ])('A-RC-19 finds a room named %j by %j', async (title, titlePart) => {
    const [anna] = await harness.people('anna');
    const { conversation } = await harness.room(anna, [], { title: `In ${title}`, visibility: 'public' });
    const own = await harness.call(messaging.listConversations, { viewerId: anna.id, kind: null, visibility: null, titlePart, limit: 50, offset: 0 });
    expect(own.entries.map((entry) => entry.conversation.id)).toEqual([conversation.id]);
    const [ben] = await harness.people('ben');
    const open = await harness.call(messaging.discoverRooms, { viewerId: ben.id, titlePart, limit: 50, offset: 0 });
    expect(open.conversations.map(({ id }) => id)).toContain(conversation.id);
  });

  it('C88 counts as unread what is newer than my cursor, not mine, not system, not deleted', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { conversation } = await harness.room(anna, [ben], {});
    const { id } = conversation;
    const sent = [];
    for (const text of ['1', '2', '3', '4']) sent.push(await harness.say(ben, id, text));
    await harness.say(anna, id, 'mine');
    await harness.database.query('UPDATE member SET last_read_seq = $1 WHERE conversation_id = $2 AND user_id = $3', [sent[0]?.seq, id, anna.id]);
    await harness.database.query('UPDATE message SET deleted_at = now() WHERE id = $1', [sent[1]?.id]);
    expect((await list(anna, {})).entries[0]?.unreadCount).toBe(2);
    expect((await list(ben, {})).entries[0]?.unreadCount).toBe(1);
  });

  it('C88 counts messages, however much else has happened in the conversation since', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { id } = (await harness.room(anna, [ben], {})).conversation;
    const said = await harness.say(ben, id, 'unread');
    // What reactions and read marks of others take, but quicker.
    await harness.database.query('UPDATE conversation SET last_seq = last_seq + 2000 WHERE id = $1', [id]);
    expect((await list(anna, {})).entries[0]).toMatchObject({ lastMessage: said, unreadCount: 1 });
    await harness.say(ben, id, 'too');
    expect((await list(anna, {})).entries[0]?.unreadCount).toBe(2);
  });

  it('lists twenty conversations with as many statements as one', async () => {
    const [anna, ...others] = await Promise.all(Array.from({ length: 21 }, (_, index) => harness.person(`l${index}`)));
    if (anna === undefined) throw new Error('no lister');
    for (const other of others) await harness.say(other, await harness.direct(anna, other), 'hi');
    const statementsOf = async (limit: number) => {
      const spy = jest.spyOn(harness.part(Database), 'query');
      const { entries } = await list(anna, { limit });
      const count = spy.mock.calls.length;
      spy.mockRestore();
      return { shown: entries.length, count };
    };
    expect(await statementsOf(1)).toEqual({ shown: 1, count: 4 });
    expect(await statementsOf(20)).toEqual({ shown: 20, count: 4 });
  });

  it('listConversations shows at most fifty members, longest-serving first, and none to who asks for none', async () => {
    const [owner, ...members] = await Promise.all(Array.from({ length: 60 }, (_, index) => harness.person(`c${index}`)));
    if (owner === undefined) throw new Error('no owner');
    await harness.room(owner, members, {});
    const shown = (await list(owner, {})).entries[0]?.members ?? [];
    expect(shown.map(({ user }) => user.id)).toEqual([owner, ...members.slice(0, 49)].map(({ id }) => id));
    expect((await list(owner, { withMembers: false })).entries[0]).toMatchObject({ conversation: { memberCount: 60 }, members: [] });
  });

  it('listRoomIds names live rooms one is in, and no direct conversations', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    await harness.direct(anna, ben);
    const [kept, left, gone] = [await harness.room(anna, [], {}), await harness.room(ben, [anna], {}), await harness.room(anna, [], {})];
    await harness.database.query('UPDATE member SET left_at = now() WHERE conversation_id = $1 AND user_id = $2', [left.conversation.id, anna.id]);
    await harness.database.query('UPDATE conversation SET deleted_at = now() WHERE id = $1', [gone.conversation.id]);
    expect(await harness.call(messaging.listRoomIds, { userId: anna.id })).toEqual([kept.conversation.id]);
  });
});
