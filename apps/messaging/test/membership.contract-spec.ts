import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId, type ConversationId } from '@parley/contracts';
import { cardOf, historyInput, MessagingHarness, textInput, type Person } from './messaging.harness.js';

describe('who is in a room', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  const add = (actor: Person, conversationId: ConversationId, people: readonly Person[], role: 'admin' | 'member' = 'member') =>
    harness.call(messaging.addMembers, { origin: actor.origin, conversationId, memberIds: people.map(({ id }) => id), role });
  const remove = (actor: Person, conversationId: ConversationId, { id }: Person) =>
    harness.call(messaging.removeMember, { origin: actor.origin, conversationId, userId: id });
  const leave = (actor: Person, conversationId: ConversationId) => harness.call(messaging.leaveRoom, { origin: actor.origin, conversationId });
  const changeRole = (actor: Person, conversationId: ConversationId, { id }: Person, role: 'admin' | 'member') =>
    harness.call(messaging.changeRole, { origin: actor.origin, conversationId, userId: id, role });
  const room = async (owner: Person, members: readonly Person[], changes: Partial<messaging.CreateRoomInput>) =>
    (await harness.room(owner, members, changes)).conversation.id;
  const rolesIn = async (viewer: Person, id: ConversationId) =>
    (await harness.call(messaging.getConversation, { viewerId: viewer.id, conversation: { id } })).members.map(({ user, role }) => [user.id, role]);
  const textsIn = async (viewer: Person, id: ConversationId) => {
    const page = await harness.call(messaging.listMessages, historyInput(viewer, { id }, {}));
    return page?.messages.map(({ body, type, sender }) => [type, body.kind === 'plain' ? body.text : '', sender.id]);
  };

  it('addMembers seats newcomers, tells of them, and leaves who is there as he is', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const id = await room(anna, [ben], {});
    const { members, conversation } = await add(anna, id, [ben, cleo], 'admin');
    expect(members.map(({ user, role }) => [user.id, role])).toEqual([
      [ben.id, 'member'],
      [cleo.id, 'admin'],
    ]);
    expect(conversation.memberCount).toBe(3);
    const event = await harness.bus.event(messaging.membersAdded, (payload) => payload.conversation.id === id && payload.seq === 3);
    expect(event).toMatchObject({ origin: anna.origin, payload: { members: [{ user: cardOf(cleo), role: 'admin' }] } });
    expect((await textsIn(cleo, id))?.[0]).toEqual(['system', `${cleo.displayName} joined the channel`, anna.id]);
    const [entry] = (
      await harness.call(messaging.listConversations, { viewerId: cleo.id, kind: null, visibility: null, titlePart: null, limit: 5, offset: 0 })
    ).entries;
    expect(entry).toMatchObject({ unreadCount: 0, role: 'admin' });
    await add(anna, id, [cleo]);
    expect(await textsIn(anna, id)).toHaveLength(2);
  });

  it('A-CB-24 admins add to a private room, members to a public one, strangers only themselves', async () => {
    const [anna, ben, cleo, dan] = await harness.people('anna', 'ben', 'cleo', 'dan');
    const secret = await room(anna, [ben], {});
    await expect(add(ben, secret, [cleo])).rejects.toMatchObject({ code: 'ROLE_REQUIRED' });
    await expect(add(cleo, secret, [cleo])).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    const open = await room(anna, [], { visibility: 'public' });
    await expect(add(ben, open, [ben, cleo])).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(add(ben, open, [ben], 'admin')).rejects.toMatchObject({ code: 'ROLE_REQUIRED' });
    await add(ben, open, [ben]);
    await add(ben, open, [cleo, dan]);
    await expect(add(ben, open, [cleo], 'admin')).rejects.toMatchObject({ code: 'ROLE_REQUIRED' });
    expect((await textsIn(ben, open))?.map(([, text]) => text)).toContain(`${ben.displayName} joined the channel`);
    await expect(add(anna, open, [{ ...ben, id: newId() }])).rejects.toMatchObject({ code: 'MEMBER_UNKNOWN' });
    await expect(add(anna, newId(), [ben])).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
    const direct = await harness.direct(anna, ben);
    await expect(add(anna, direct, [cleo])).rejects.toMatchObject({ code: 'CONVERSATION_IS_DIRECT' });
    await expect(add(cleo, direct, [cleo])).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
  });

  it('C40 the limit holds however many come at once', async () => {
    const anna = await harness.person('anna');
    const crowd = await Promise.all(Array.from({ length: 8 }, (_, index) => harness.person(`c${index}`)));
    const id = await room(anna, [], { visibility: 'public', maxMembers: 4 });
    const joined = await Promise.allSettled(crowd.map((one) => add(one, id, [one])));
    expect(joined.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const one of joined) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'ROOM_FULL', details: { maxMembers: 4 } });
    const [counted] = await harness.database.query<{ member_count: number; seated: number }>(
      'SELECT member_count, (SELECT count(*)::int FROM member WHERE conversation_id = id AND left_at IS NULL) AS seated FROM conversation WHERE id = $1',
      [id],
    );
    expect(counted).toEqual({ member_count: 4, seated: 4 });
  });

  it('removeMember shows the door, ends reading and sending, and keeps the owner', async () => {
    const [anna, ben, cleo, dan] = await harness.people('anna', 'ben', 'cleo', 'dan');
    const id = await room(anna, [ben, cleo], {});
    await expect(remove(ben, id, cleo)).rejects.toMatchObject({ code: 'ROLE_REQUIRED' });
    await expect(remove(dan, id, cleo)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(remove(anna, id, dan)).rejects.toMatchObject({ code: 'MEMBER_NOT_FOUND' });
    await expect(remove(anna, id, anna)).rejects.toMatchObject({ code: 'OWNER_PROTECTED' });
    await changeRole(anna, id, ben, 'admin');
    await expect(remove(ben, id, anna)).rejects.toMatchObject({ code: 'OWNER_PROTECTED' });
    await remove(ben, id, cleo);
    const event = await harness.bus.event(messaging.memberRemoved, (payload) => payload.conversation.id === id);
    expect(event).toMatchObject({ origin: ben.origin, payload: { user: cardOf(cleo) } });
    expect((await textsIn(anna, id))?.[0]).toEqual(['system', `${cleo.displayName} left the channel`, ben.id]);
    await expect(harness.say(cleo, id, 'still here?')).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await harness.say(anna, id, 'behind her back');
    const all = { kind: null, visibility: null, titlePart: null, limit: 5, offset: 0 };
    expect((await harness.call(messaging.listConversations, { viewerId: cleo.id, ...all })).entries).toEqual([]);
    const { changes } = await harness.call(messaging.syncChanges, { viewerId: cleo.id, cursors: { [id]: 0 }, limit: 500 });
    expect(changes.at(-1)).toMatchObject({ type: messaging.memberRemoved.subject, seq: event.payload.seq });
    await remove(ben, id, ben);
    expect(await rolesIn(anna, id)).toEqual([[anna.id, 'owner']]);
    await add(anna, id, [cleo]);
    expect(await rolesIn(cleo, id)).toEqual([
      [anna.id, 'owner'],
      [cleo.id, 'member'],
    ]);
    await harness.call(messaging.sendMessage, textInput(cleo, { id }, 'back'));
  });

  it('changeRole is the owner’s, about others (A-CB-26)', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const id = await room(anna, [ben], {});
    await changeRole(anna, id, ben, 'admin');
    await changeRole(anna, id, ben, 'admin');
    const event = await harness.bus.event(messaging.roleChanged, (payload) => payload.conversation.id === id);
    expect(event.payload).toMatchObject({ user: cardOf(ben), role: 'admin', seq: 3 });
    await changeRole(anna, id, ben, 'member');
    expect((await textsIn(anna, id))?.map(([, text]) => text)).toEqual([
      `${ben.displayName} is no longer an admin`,
      `${ben.displayName} is now an admin`,
      'Channel created',
    ]);
    await expect(changeRole(ben, id, anna, 'member')).rejects.toMatchObject({ code: 'OWNER_REQUIRED' });
    await expect(changeRole(anna, id, anna, 'member')).rejects.toMatchObject({ code: 'SELF_TARGETED' });
    await expect(changeRole(anna, id, cleo, 'admin')).rejects.toMatchObject({ code: 'MEMBER_NOT_FOUND' });
    await expect(changeRole(cleo, id, ben, 'admin')).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
  });

  it('leaveRoom passes ownership to the longest-serving admin, else member; the last one out deletes the room', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const id = await room(anna, [ben, cleo], { title: 'Sinking ship' });
    await changeRole(anna, id, cleo, 'admin');
    await leave(anna, id);
    expect(await rolesIn(ben, id)).toEqual([
      [ben.id, 'member'],
      [cleo.id, 'owner'],
    ]);
    expect((await harness.call(messaging.getConversation, { viewerId: ben.id, conversation: { id } })).conversation.ownerId).toBe(cleo.id);
    await leave(cleo, id);
    expect(await rolesIn(ben, id)).toEqual([[ben.id, 'owner']]);
    await expect(leave(anna, id)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await leave(ben, id);
    const gone = await harness.bus.event(messaging.conversationDeleted, ({ conversation }) => conversation.id === id);
    expect(gone.payload.conversation.slug).toBe('sinking-ship');
    await expect(leave(ben, id)).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
    const types = await harness.database.query<{ type: string }>('SELECT type FROM change WHERE conversation_id = $1 ORDER BY seq DESC LIMIT 2', [
      id,
    ]);
    expect(types.map(({ type }) => type)).toEqual([messaging.conversationDeleted.subject, messaging.memberRemoved.subject]);
  });
});
