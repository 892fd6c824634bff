import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { liveEvents, messaging, newId, type ConversationId } from '@parley/contracts';
import { historyInput, MessagingHarness, type Person } from './messaging.harness.js';

describe('messaging.noteDeliveries', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(2);
  });
  afterAll(() => harness.close());

  const note = (...deliveries: messaging.LiveDelivery[]) => harness.call(messaging.noteDeliveries, { deliveries });
  const deliveryOf = async (viewer: Person, id: ConversationId) =>
    (await harness.call(messaging.listMessages, historyInput(viewer, { id }, {})))?.messages.map(({ delivery }) => delivery.deliveredTo);
  const cursorOf = async (id: ConversationId, { id: userId }: Person) => {
    const sql = 'SELECT last_delivered_seq::int AS seq FROM member WHERE conversation_id = $1 AND user_id = $2';
    return (await harness.database.query<{ seq: number }>(sql, [id, userId]))[0]?.seq;
  };

  it('C46 moves the cursors of many at once, never back, and tells live of direct conversations alone', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const direct = await harness.direct(anna, ben);
    const { id } = (await harness.room(anna, [ben, cleo], {})).conversation;
    const [one, two] = [await harness.say(anna, direct, '1'), await harness.say(anna, direct, '2')];
    const { seq } = await harness.say(anna, id, 'to all');
    await note({ conversationId: direct, seq: 2, userIds: [ben.id] }, { conversationId: id, seq, userIds: [ben.id, cleo.id] });
    await note({ conversationId: direct, seq: 1, userIds: [ben.id] });
    expect(await deliveryOf(anna, direct)).toEqual([[ben.id], [ben.id]]);
    expect((await deliveryOf(anna, id))?.[0]?.slice().sort()).toEqual([ben.id, cleo.id].sort());
    expect(await cursorOf(direct, ben)).toBe(2);
    const isTold = ({ subject }: { readonly subject: string }) => subject === messaging.messagesDelivered.subject;
    const told = await harness.bus.signal(liveEvents, (events) => events.some(isTold));
    expect(told.map(({ payload }) => payload)).toMatchObject([
      { conversation: { id: direct }, userId: ben.id, bySender: [{ senderId: anna.id, messageIds: [one.id, two.id] }] },
    ]);
    expect(harness.bus.eventsOf(messaging.messagesDelivered)).toEqual([]);
  });

  it('A-R2-04 what was read already is not told of as delivered, neither live nor when it is fetched', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const direct = await harness.direct(anna, ben);
    const say = (text: string) => harness.say(anna, direct, text);
    const read = (messageId: messaging.Message['id']) =>
      harness.call(messaging.readMessages, { origin: ben.origin, messageIds: [messageId], sender: null });
    const isTold = ({ subject, payload }: { readonly subject: string; readonly payload: unknown }) =>
      subject === messaging.messagesDelivered.subject && (payload as { readonly userId: string }).userId === ben.id;
    const [one, two] = [await say('1'), await say('2')];
    await read(two.id);
    await note({ conversationId: direct, seq: two.seq, userIds: [ben.id] });
    const told = await harness.bus.signal(liveEvents, (events) => events.some(isTold));
    expect(told.find(isTold)?.payload).toMatchObject({ bySender: [{ senderId: anna.id, messageIds: [one.id] }] });
    const [three, four] = [await say('3'), await say('4')];
    await read(four.id);
    await harness.call(messaging.markDelivered, { origin: ben.origin, conversationId: direct, messageId: four.id });
    const { payload } = await harness.bus.event(messaging.messagesDelivered, ({ userId }) => userId === ben.id);
    expect(payload.bySender).toEqual([{ senderId: anna.id, messageIds: [three.id] }]);
  });

  it('C46 tells of the newest when very many are fetched at once', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const direct = await harness.direct(anna, ben);
    const first = await harness.say(anna, direct, 'first');
    await harness.database.query(
      `INSERT INTO message (id, conversation_id, seq, sender_id, type, body, attachments, metadata, origin_dialect, created_at)
       SELECT gen_random_uuid(), conversation_id, n, sender_id, type, body, attachments, metadata, origin_dialect, now()
         FROM message, generate_series(2, 1200) n WHERE id = $1`,
      [first.id],
    );
    await harness.database.query('UPDATE conversation SET last_seq = 1200 WHERE id = $1', [direct]);
    const last = await harness.say(anna, direct, 'last');
    await harness.call(messaging.markDelivered, { origin: ben.origin, conversationId: direct, messageId: last.id });
    const { payload } = await harness.bus.event(messaging.messagesDelivered, ({ userId }) => userId === ben.id);
    const messageIds = payload.bySender[0]?.messageIds ?? [];
    expect([messageIds.length, messageIds.at(-1), messageIds.includes(first.id)]).toEqual([messaging.maxReadIds, last.id, false]);
  });

  it('C46 believes no more than there is, and nothing of who is no member', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const direct = await harness.direct(anna, ben);
    await harness.say(anna, direct, 'only');
    await note({ conversationId: direct, seq: 1_000_000, userIds: [ben.id, cleo.id] }, { conversationId: newId(), seq: 1, userIds: [ben.id] });
    expect(await cursorOf(direct, ben)).toBe(1);
    expect(await cursorOf(direct, cleo)).toBeUndefined();
    await expect(note({ conversationId: direct, seq: 0, userIds: [ben.id] })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('C46 holds when gateways note at the same moment in any order', async () => {
    const people = await harness.people('anna', 'ben', 'cleo', 'dora');
    const [anna, ...others] = people;
    const rooms = await Promise.all([1, 2, 3].map(async () => (await harness.room(anna, others, {})).conversation.id));
    for (const id of rooms) for (let n = 0; n < 5; n++) await harness.say(anna, id, `${n}`);
    const userIds = others.map(({ id }) => id);
    const noted = Array.from({ length: 40 }, (_, n) => ({
      deliveries: (n % 2 === 0 ? rooms : [...rooms].reverse()).map((conversationId) => ({
        ...{ conversationId, seq: 3 + (n % 5), userIds: n % 3 === 0 ? [...userIds].reverse() : userIds },
      })),
    }));
    await harness.callApart(messaging.noteDeliveries, noted);
    for (const id of rooms) for (const person of others) expect(await cursorOf(id, person)).toBe(7);
  });
});
