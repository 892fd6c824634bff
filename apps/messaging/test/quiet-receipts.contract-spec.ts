import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { liveEvents, messaging, type ConversationId, type EventEnvelope } from '@parley/contracts';
import { historyInput, MessagingHarness, type Person } from './messaging.harness.js';

type MessageId = messaging.Message['id'];

describe('receipts and pins in a block (C31)', () => {
  let harness: MessagingHarness;
  beforeAll(async () => void (harness = await MessagingHarness.start(1)));
  afterAll(() => harness.close());

  let blocks = 0;
  const block = (blocker: Person, blocked: Person, isStanding: boolean) => {
    const changedAt = `2026-01-01T00:00:00.${String(++blocks).padStart(6, '0')}Z`;
    return harness.call(messaging.mirrorBlock, { blockerId: blocker.id, blockedId: blocked.id, isStanding, changedAt });
  };
  const markRead = ({ origin }: Person, conversationId: ConversationId, messageId: MessageId) =>
    harness.call(messaging.markRead, { origin, conversationId, messageId });
  const listed = async (viewer: Person) => {
    const scope = { kind: null, visibility: null, titlePart: null, limit: 10, offset: 0 };
    return (await harness.call(messaging.listConversations, { viewerId: viewer.id, ...scope })).entries[0];
  };
  const unreadOf = async (viewer: Person) => (await listed(viewer))?.unreadCount;
  const deliveriesOf = async (viewer: Person, id: ConversationId) =>
    (await harness.call(messaging.listMessages, historyInput(viewer, { id }, {})))?.messages.map(({ delivery }) => delivery).reverse();
  const readsOf = async (viewer: Person, id: ConversationId) =>
    (await harness.call(messaging.syncChanges, { viewerId: viewer.id, cursors: { [id]: 2 }, limit: 50 })).changes;
  const lastReadAt = async (viewer: Person, reader: Person, id: ConversationId) =>
    (await harness.call(messaging.getConversation, { viewerId: viewer.id, conversation: { id } })).members.find(({ user }) => user.id === reader.id)
      ?.lastReadAt;

  const seen = (reader: Person) => ({ deliveredTo: [reader.id], readBy: [reader.id], isDelivered: true, isRead: true });
  const open = { deliveredTo: [], readBy: [], isDelivered: false, isRead: false };

  it.each(['the reader', 'the writer'])('what is read while %s blocks is read for its reader alone, and told when it is lifted', async (who) => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const [one, two] = [await harness.say(anna, id, '1'), await harness.say(anna, id, '2')];
    await markRead(ben, id, one.id);
    const [blocker, blocked] = who === 'the reader' ? [ben, anna] : [anna, ben];
    const before = await lastReadAt(anna, ben, id);
    await block(blocker, blocked, true);
    await markRead(ben, id, two.id);
    await markRead(ben, id, two.id);

    expect(await unreadOf(ben)).toBe(0);
    expect(await deliveriesOf(anna, id)).toEqual([seen(ben), open]);
    expect(await deliveriesOf(ben, id)).toEqual([seen(ben), seen(ben)]);
    expect([(await listed(anna))?.lastMessage?.delivery, (await listed(ben))?.lastMessage?.delivery]).toEqual([open, seen(ben)]);
    expect(await lastReadAt(anna, ben, id)).toBe(before);
    expect(await readsOf(anna, id)).toMatchObject([{ seq: 3 }, { seq: 4, payload: null }]);
    expect(await readsOf(ben, id)).toMatchObject([{ seq: 3 }, { seq: 4, payload: { upToId: two.id } }]);
    const told = await harness.bus.event(messaging.messagesRead, ({ upToId }) => upToId === two.id);
    expect(told.payload).toMatchObject({ hiddenFrom: [anna.id], seq: 4 });

    await block(blocker, blocked, false);
    expect(await deliveriesOf(anna, id)).toEqual([seen(ben), open]);
    await markRead(ben, id, two.id);
    expect(await deliveriesOf(anna, id)).toEqual([seen(ben), seen(ben)]);
    const [, , again] = await readsOf(anna, id);
    expect(again).toMatchObject({ seq: 5, payload: { upToId: two.id, bySender: [{ senderId: anna.id, messageIds: [two.id] }] } });
    expect(again?.payload).not.toHaveProperty('hiddenFrom');
  });

  it('so is what is read singly, and nothing is delivered', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const [one, two] = [await harness.say(anna, id, '1'), await harness.say(anna, id, '2')];
    await block(ben, anna, true);
    await harness.call(messaging.noteDeliveries, { deliveries: [{ conversationId: id, seq: 2, userIds: [ben.id] }] });
    await harness.call(messaging.markDelivered, { origin: ben.origin, conversationId: id, messageId: two.id });
    await harness.call(messaging.readMessages, { origin: ben.origin, messageIds: [two.id], sender: null });
    expect(await unreadOf(ben)).toBe(1);
    await harness.call(messaging.readMessages, { origin: ben.origin, messageIds: [one.id], sender: null });
    expect(await unreadOf(ben)).toBe(0);
    expect(await deliveriesOf(anna, id)).toEqual([open, open]);
    expect((await readsOf(anna, id)).map(({ payload }) => payload)).toEqual([null, null]);
    expect(harness.bus.eventsOf(messaging.messagesDelivered).filter(({ payload }) => payload.conversation.id === id)).toEqual([]);

    await block(ben, anna, false);
    await harness.call(messaging.readMessages, { origin: ben.origin, messageIds: [one.id, two.id], sender: null });
    expect(await deliveriesOf(anna, id)).toEqual([seen(ben), seen(ben)]);
    expect(await unreadOf(ben)).toBe(0);
  });

  it('what was read and not told is told to be delivered with what comes after it', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const one = await harness.say(anna, id, '1');
    await block(ben, anna, true);
    await markRead(ben, id, one.id);
    await block(ben, anna, false);
    const next = await harness.say(anna, id, '2');
    await harness.call(messaging.noteDeliveries, { deliveries: [{ conversationId: id, seq: next.seq, userIds: [ben.id] }] });
    const isDelivered = ({ subject, payload }: EventEnvelope<unknown>) =>
      subject === messaging.messagesDelivered.subject && (payload as { readonly conversation: messaging.ConversationCard }).conversation.id === id;
    const hint = await harness.bus.signal(liveEvents, (events) => events.some(isDelivered));
    expect(hint.find(isDelivered)?.payload).toMatchObject({ bySender: [{ senderId: anna.id, messageIds: [one.id, next.id] }] });
    expect((await deliveriesOf(anna, id))?.map((delivery) => delivery?.isDelivered)).toEqual([true, true]);
  });

  it('what was read singly before it stays read', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    await harness.say(anna, id, '1');
    const two = await harness.say(anna, id, '2');
    await harness.say(anna, id, '3');
    const four = await harness.say(anna, id, '4');
    const readSingly = (messageId: MessageId) => harness.call(messaging.readMessages, { origin: ben.origin, messageIds: [messageId], sender: null });
    await readSingly(two.id);
    const [before, all] = [[open, seen(ben), open, open], Array.from({ length: 4 }, () => seen(ben))];
    await block(ben, anna, true);
    await readSingly(four.id);
    expect([await deliveriesOf(anna, id), await deliveriesOf(ben, id)]).toEqual([before, [open, seen(ben), open, seen(ben)]]);
    await markRead(ben, id, four.id);
    expect([await deliveriesOf(anna, id), await deliveriesOf(ben, id)]).toEqual([before, all]);
    await block(ben, anna, false);
    expect(await deliveriesOf(anna, id)).toEqual(before);
    await markRead(ben, id, four.id);
    expect(await deliveriesOf(anna, id)).toEqual(all);
  });

  it('of what was read in it no more is known once it is lifted than what is read again', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const [one, two, three] = [await harness.say(anna, id, '1'), await harness.say(anna, id, '2'), await harness.say(anna, id, '3')];
    await block(ben, anna, true);
    await markRead(ben, id, three.id);
    await block(ben, anna, false);
    await markRead(ben, id, one.id);
    expect(await deliveriesOf(anna, id)).toEqual([seen(ben), open, open]);
    await harness.call(messaging.readMessages, { origin: ben.origin, messageIds: [two.id], sender: null });
    expect(await deliveriesOf(anna, id)).toEqual([seen(ben), seen(ben), open]);
    expect(await unreadOf(ben)).toBe(0);
    await markRead(ben, id, three.id);
    expect(await deliveriesOf(anna, id)).toEqual([seen(ben), seen(ben), seen(ben)]);
  });

  it('so of what was read in it singly', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const [one, two, three] = [await harness.say(anna, id, '1'), await harness.say(anna, id, '2'), await harness.say(anna, id, '3')];
    const readSingly = (messageIds: readonly MessageId[]) => harness.call(messaging.readMessages, { origin: ben.origin, messageIds, sender: null });
    await block(ben, anna, true);
    await readSingly([three.id]);
    await block(ben, anna, false);
    await markRead(ben, id, one.id);
    expect([await deliveriesOf(anna, id), await deliveriesOf(ben, id)]).toEqual([
      [seen(ben), open, open],
      [seen(ben), open, seen(ben)],
    ]);
    expect(await unreadOf(ben)).toBe(1);
    await readSingly([two.id]);
    expect(await unreadOf(ben)).toBe(0);
    expect(await deliveriesOf(anna, id)).toEqual([seen(ben), seen(ben), open]);
    await readSingly([two.id, three.id]);
    expect(await deliveriesOf(anna, id)).toEqual([seen(ben), seen(ben), seen(ben)]);
    const again = (await readsOf(anna, id)).at(-1);
    expect(again).toMatchObject({ payload: { bySender: [{ senderId: anna.id, messageIds: [three.id] }] } });
  });

  it('rooms go on as before', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { id } = (await harness.room(anna, [ben], {})).conversation;
    const sent = await harness.say(anna, id, 'hi');
    await block(ben, anna, true);
    await markRead(ben, id, sent.id);
    expect((await deliveriesOf(anna, id))?.at(-1)).toEqual(seen(ben));
    await harness.call(messaging.pinMessage, { origin: anna.origin, messageId: sent.id, conversationId: id });
  });

  it('neither pins nor unpins', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const [one, two] = [await harness.say(anna, id, '1'), await harness.say(anna, id, '2')];
    const pin = (who: Person, messageId: MessageId) => ({ origin: who.origin, messageId, conversationId: id });
    await harness.call(messaging.pinMessage, pin(ben, one.id));
    await block(ben, anna, true);
    for (const who of [anna, ben]) {
      await expect(harness.call(messaging.pinMessage, pin(who, two.id))).rejects.toMatchObject({ code: 'BLOCKED' });
      await expect(harness.call(messaging.unpinMessage, pin(who, one.id))).rejects.toMatchObject({ code: 'BLOCKED' });
    }
    await block(ben, anna, false);
    await harness.call(messaging.unpinMessage, pin(anna, one.id));
  });
});
