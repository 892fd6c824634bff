import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId, type ConversationId } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { ReceiptRepository } from '../src/receipt/receipt.repository.js';
import { historyInput, MessagingHarness, textInput, type Person } from './messaging.harness.js';

describe('read cursors and receipts', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  const unreadOf = async (viewer: Person, id: ConversationId) => {
    const scope = { kind: null, visibility: null, titlePart: null, limit: 100, offset: 0 };
    const { entries } = await harness.call(messaging.listConversations, { viewerId: viewer.id, ...scope });
    return entries.find(({ conversation }) => conversation.id === id)?.unreadCount;
  };
  const read = (reader: Person, conversationId: ConversationId, messageId: messaging.Message['id']) =>
    harness.call(messaging.markRead, { origin: reader.origin, conversationId, messageId });
  const deliveryOf = async (viewer: Person, id: ConversationId) =>
    (await harness.call(messaging.listMessages, historyInput(viewer, { id }, {})))?.messages.map(({ delivery }) => delivery);
  const lastReadAtOf = async ({ id: userId }: Person, id: ConversationId) => {
    const { members } = await harness.call(messaging.getConversation, { viewerId: userId, conversation: { id } });
    return members.find(({ user }) => user.id === userId)?.lastReadAt;
  };

  it('C45 moves the cursor up to and including a message, never back, and tells what was read', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const [one, two, three] = [await harness.say(anna, id, '1'), await harness.say(anna, id, '2'), await harness.say(anna, id, '3')];
    expect(await unreadOf(ben, id)).toBe(3);
    await read(ben, id, two.id);
    expect(await unreadOf(ben, id)).toBe(1);
    const event = await harness.bus.event(messaging.messagesRead, ({ reader }) => reader.id === ben.id);
    expect(event.payload).toMatchObject({
      upToId: two.id,
      bySender: [{ senderId: anna.id, messageIds: [one.id, two.id] }],
      seq: 4,
      conversation: { id },
    });
    await read(ben, id, one.id);
    await read(ben, id, two.id);
    expect(await unreadOf(ben, id)).toBe(1);
    expect(harness.bus.eventsOf(messaging.messagesRead).filter(({ payload }) => payload.reader.id === ben.id)).toHaveLength(1);
    const done = { deliveredTo: [ben.id], readBy: [ben.id], isDelivered: true, isRead: true };
    const open = { deliveredTo: [], readBy: [], isDelivered: false, isRead: false };
    expect(await deliveryOf(anna, id)).toEqual([open, done, done]);
    const sync = await harness.call(messaging.syncChanges, { viewerId: anna.id, cursors: { [id]: 3 }, limit: 10 });
    expect(sync.changes).toMatchObject([{ seq: 4, type: messaging.messagesRead.subject, payload: { upToId: two.id } }]);
    expect(await lastReadAtOf(ben, id)).toBe(event.payload.readAt);
    expect(three.seq).toBe(3);
  });

  it('C45 of two marks that cross the farther one holds, and nobody reads what is his own', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const [one, own, two] = [await harness.say(anna, id, '1'), await harness.say(ben, id, 'mine'), await harness.say(anna, id, '2')];
    await read(ben, id, two.id);
    const { payload } = await harness.bus.event(messaging.messagesRead, ({ upToId }) => upToId === two.id);
    expect(payload.bySender).toEqual([{ senderId: anna.id, messageIds: [one.id, two.id] }]);
    // The nearer one has looked before the farther one was there.
    const receipts = harness.part(ReceiptRepository);
    await harness.part(Transactions).run(async (tx) => receipts.readUpTo(tx, await receipts.lock(tx, id, ben.id), own.seq));
    expect(await unreadOf(ben, id)).toBe(0);
  });

  it('A-RC-18 knows when somebody first read, though all there was counted as read when he came', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { id } = (await harness.room(anna, [], {})).conversation;
    const early = await harness.say(anna, id, 'early');
    await harness.call(messaging.addMembers, { origin: anna.origin, conversationId: id, memberIds: [ben.id], role: 'member' });
    expect([await unreadOf(ben, id), await lastReadAtOf(ben, id)]).toEqual([0, null]);
    await read(ben, id, early.id);
    const first = await lastReadAtOf(ben, id);
    expect(first).toEqual(expect.any(String));
    await read(ben, id, early.id);
    expect(await lastReadAtOf(ben, id)).toBe(first);
    expect(harness.bus.eventsOf(messaging.messagesRead).filter(({ payload }) => payload.reader.id === ben.id)).toEqual([]);
  });

  it('C88 counts thread replies apart, too', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const root = await harness.say(anna, id, 'root');
    await harness.call(messaging.sendMessage, { ...textInput(anna, { id }, 're'), replyToId: root.id, isThreadReply: true });
    const scope = { kind: null, visibility: null, titlePart: null, limit: 100, offset: 0 };
    const { entries } = await harness.call(messaging.listConversations, { viewerId: ben.id, ...scope });
    expect(entries[0]).toMatchObject({ unreadCount: 2, unreadReplyCount: 1 });
  });

  it('refuses what is not there', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const id = await harness.direct(anna, ben);
    const elsewhere = await harness.say(anna, await harness.direct(anna, cleo), 'elsewhere');
    await expect(read(ben, id, elsewhere.id)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    await expect(read(cleo, id, elsewhere.id)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(read(ben, newId(), elsewhere.id)).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
    const input = { origin: cleo.origin, conversationId: id, messageId: elsewhere.id };
    await expect(harness.call(messaging.markDelivered, input)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
  });

  it('A-UM-19 reads messages singly, ignores what is not meant, and closes gaps', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const { conversation } = await harness.room(anna, [ben, cleo], {});
    const { id } = conversation;
    const one = await harness.say(anna, id, '1');
    const other = await harness.say(cleo, id, 'of cleo');
    const two = await harness.say(anna, id, '2');
    const own = await harness.say(ben, id, 'mine');
    const messageIds = [two.id, other.id, own.id, newId<'message'>()];
    const singly = () => harness.call(messaging.readMessages, { origin: ben.origin, messageIds, sender: { num: anna.num } });
    await singly();
    await singly();
    const events = () => harness.bus.eventsOf(messaging.messagesRead).filter(({ payload }) => payload.reader.id === ben.id);
    await harness.bus.event(messaging.messagesRead, ({ reader }) => reader.id === ben.id);
    expect(events().map(({ payload }) => payload.bySender)).toEqual([[{ senderId: anna.id, messageIds: [two.id] }]]);
    expect(await unreadOf(ben, id)).toBe(2);
    const shown = (await harness.call(messaging.listMessages, historyInput(anna, { id }, {})))?.messages ?? [];
    expect(shown.find((message) => message.id === two.id)?.delivery.readBy).toEqual([ben.id]);
    expect(shown.find((message) => message.id === one.id)?.delivery.readBy).toEqual([]);
    await harness.call(messaging.readMessages, { origin: ben.origin, messageIds: [one.id, other.id], sender: null });
    expect(await unreadOf(ben, id)).toBe(0);
    expect(await harness.database.query('SELECT 1 FROM receipt WHERE user_id = $1', [ben.id])).toEqual([]);
    const nobody = { origin: ben.origin, messageIds: [one.id], sender: { num: 999_999_999 } };
    await expect(harness.call(messaging.readMessages, nobody)).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
  });

  it('A-UM-19 reads nothing singly for who has left', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { id } = (await harness.room(anna, [ben], {})).conversation;
    const { id: messageId } = await harness.say(anna, id, 'hi');
    await harness.call(messaging.leaveRoom, { origin: ben.origin, conversationId: id });
    const head = () => harness.database.query('SELECT last_seq FROM conversation WHERE id = $1', [id]);
    const before = await head();
    await harness.call(messaging.readMessages, { origin: ben.origin, messageIds: [messageId], sender: null });
    expect(await head()).toEqual(before);
    expect(await deliveryOf(anna, id)).not.toContainEqual(expect.objectContaining({ readBy: [ben.id] }));
  });

  it('C88 what was said before somebody came shows as read to him, and to him alone', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { id } = (await harness.room(anna, [], {})).conversation;
    const { id: messageId } = await harness.say(anna, id, 'before ben');
    await harness.call(messaging.addMembers, { origin: anna.origin, conversationId: id, memberIds: [ben.id], role: 'member' });
    const shownTo = async (viewer: Person) =>
      (await harness.call(messaging.listMessages, historyInput(viewer, { id }, {})))?.messages.find((message) => message.id === messageId)?.delivery;
    expect(await unreadOf(ben, id)).toBe(0);
    expect(await shownTo(ben)).toEqual({ deliveredTo: [ben.id], readBy: [ben.id], isDelivered: true, isRead: true });
    expect(await shownTo(anna)).toEqual({ deliveredTo: [], readBy: [], isDelivered: false, isRead: false });
  });

  it('C46 notes what is delivered, and tells it in direct conversations', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const one = await harness.say(anna, id, '1');
    await harness.call(messaging.markDelivered, { origin: ben.origin, conversationId: id, messageId: one.id });
    await harness.call(messaging.markDelivered, { origin: ben.origin, conversationId: id, messageId: one.id });
    expect(await deliveryOf(anna, id)).toEqual([{ deliveredTo: [ben.id], readBy: [], isDelivered: true, isRead: false }]);
    const event = await harness.bus.event(messaging.messagesDelivered, ({ userId }) => userId === ben.id);
    expect(event.payload.bySender).toEqual([{ senderId: anna.id, messageIds: [one.id] }]);
    expect(await unreadOf(ben, id)).toBe(1);
    expect(await harness.call(messaging.syncChanges, { viewerId: anna.id, cursors: {}, limit: 1 })).toMatchObject({ heads: { [id]: 1 } });
  });
});
