import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { liveEvents, messaging, newId } from '@parley/contracts';
import { cardOf, MessagingHarness, roomInput } from './messaging.harness.js';

describe('direct conversations and rooms', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  it('openDirect makes the pair its one conversation and announces it once', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const entry = await harness.call(messaging.openDirect, { origin: anna.origin, other: { num: ben.num } });
    const pair = [anna, ben].sort((one, other) => (one.id < other.id ? -1 : 1)).map(cardOf);
    expect(entry).toMatchObject({ role: 'member', unreadCount: 0, lastMessage: null, isPinned: false, isMuted: false });
    expect(entry.conversation).toMatchObject({ kind: 'direct', title: null, slug: null, pair, visibility: 'private', ownerId: null, memberCount: 2 });
    expect(entry.members.map(({ user }) => user)).toEqual(expect.arrayContaining(pair));
    const again = await harness.call(messaging.openDirect, { origin: ben.origin, other: { username: anna.username } });
    expect(again.conversation).toEqual(entry.conversation);

    const { id } = entry.conversation;
    const event = await harness.bus.event(messaging.conversationCreated, ({ conversation }) => conversation.id === id);
    expect(event.origin).toEqual(anna.origin);
    expect(event.payload.conversation).toMatchObject({ id, num: entry.conversation.num, kind: 'direct', pair });
    expect([...event.payload.memberIds].sort()).toEqual(pair.map((card) => card.id));
    await harness.bus.signal(liveEvents, (events) => events.some((one) => one.id === event.id));
    expect(harness.bus.eventsOf(messaging.conversationCreated).filter(({ payload }) => payload.conversation.id === id)).toHaveLength(1);
  });

  it('openDirect refuses oneself and nobody', async () => {
    const anna = await harness.person('anna');
    const open = (other: { readonly id?: typeof anna.id; readonly num?: number }) =>
      harness.call(messaging.openDirect, { origin: anna.origin, other });
    await expect(open({ id: anna.id })).rejects.toMatchObject({ code: 'SELF_TARGETED' });
    await expect(open({ id: newId() })).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    await expect(open({ num: 99_999_999 })).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
  });

  it('createRoom makes owner, members, log, system message and events', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const entry = await harness.room(anna, [ben, cleo, ben, anna], { title: ' Über\tTeam! ', description: 'what\u0007 we do', maxMembers: 3 });
    const { conversation } = entry;
    expect(conversation).toMatchObject({
      kind: 'room',
      title: 'Über Team!',
      slug: 'uber-team',
      pair: null,
      description: 'what we do',
      maxMembers: 3,
    });
    expect(conversation).toMatchObject({ ownerId: anna.id, visibility: 'private', memberCount: 3, summaryThreshold: 50 });
    expect(entry.role).toBe('owner');
    expect(entry.members.map(({ user, role }) => [user.id, role])).toEqual([
      [anna.id, 'owner'],
      [ben.id, 'member'],
      [cleo.id, 'member'],
    ]);
    expect(entry.lastMessage).toMatchObject({ type: 'system', body: { kind: 'plain', text: 'Channel created' }, sender: cardOf(anna), seq: 2 });

    const { id } = conversation;
    const log = await harness.database.query('SELECT seq, type FROM change WHERE conversation_id = $1 ORDER BY seq', [id]);
    expect(log).toEqual([
      { seq: 1, type: messaging.membersAdded.subject },
      { seq: 2, type: messaging.messageSent.subject },
    ]);
    const created = await harness.bus.event(messaging.conversationCreated, (payload) => payload.conversation.id === id);
    expect(created).toMatchObject({
      origin: anna.origin,
      payload: { memberIds: [anna.id, ben.id, cleo.id], conversation: { id, slug: 'uber-team' } },
    });
    const added = await harness.bus.event(messaging.membersAdded, (payload) => payload.conversation.id === id);
    expect(added.payload).toMatchObject({ seq: 1, members: entry.members });
    const sent = await harness.bus.event(messaging.messageSent, (payload) => payload.message.conversationId === id);
    expect(sent.payload.message).toEqual(entry.lastMessage);
    await harness.bus.signal(liveEvents, (events) => [created, added, sent].every((event) => events.some((one) => one.id === event.id)));
  });

  it('createRoom tells of many members in several changes', async () => {
    const people = await Promise.all(Array.from({ length: 150 }, (_, index) => harness.person(`m${index}`)));
    const [owner, ...members] = people;
    if (owner === undefined) throw new Error('no owner');
    const { conversation } = await harness.room(owner, members, {});
    const last = await harness.bus.event(messaging.membersAdded, (payload) => payload.conversation.id === conversation.id && payload.seq === 2);
    expect(last.payload.members).toHaveLength(50);
    expect((await harness.call(messaging.getConversation, { viewerId: owner.id, conversation: { id: conversation.id } })).members).toHaveLength(150);
  });

  it('C39 a taken slug is an error when given and gets a suffix when derived', async () => {
    const anna = await harness.person('anna');
    const make = (changes: Partial<messaging.CreateRoomInput>) => harness.room(anna, [], changes);
    const first = await make({ title: 'Release Notes' });
    await expect(make({ title: 'x', slug: 'release-notes' })).rejects.toMatchObject({ code: 'SLUG_TAKEN' });
    const raced = await harness.callApart(
      messaging.createRoom,
      Array.from({ length: 5 }, () => roomInput(anna, [], { title: 'release notes' })),
    );
    expect(raced.map(({ conversation }) => conversation.slug).sort()).toEqual([2, 3, 4, 5, 6].map((number) => `release-notes-${number}`));
    await harness.database.query('UPDATE conversation SET deleted_at = now() WHERE id = $1', [first.conversation.id]);
    expect((await make({ title: 'x', slug: 'release-notes' })).conversation).toMatchObject({ slug: 'release-notes', title: 'x' });
    expect((await make({ title: '日本' })).conversation).toMatchObject({ slug: 'room', title: '日本' });
  });

  it('createRoom refuses unknown members and too many, and leaves nothing behind', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const stranger = newId<'user'>();
    const unknown = harness.call(messaging.createRoom, roomInput(anna, [ben], { title: 'Nope', memberIds: [ben.id, stranger] }));
    await expect(unknown).rejects.toMatchObject({ code: 'MEMBER_UNKNOWN', details: { userIds: [stranger] } });
    await expect(harness.room(anna, [ben, cleo], { title: 'Nope', maxMembers: 2 })).rejects.toMatchObject({ code: 'ROOM_FULL' });
    await expect(harness.room(anna, [], { title: '\u0007' })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    expect(await harness.database.query(`SELECT 1 FROM conversation WHERE slug LIKE 'nope%'`)).toHaveLength(0);
  });
});
