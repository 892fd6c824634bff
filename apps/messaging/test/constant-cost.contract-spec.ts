import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { messaging, type ConversationId, type MessageId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { cardOf, historyInput, MessagingHarness, textInput, type Person } from './messaging.harness.js';

describe('what is read costs the same number of queries, however much it is', () => {
  let harness: MessagingHarness;
  let anna: Person;
  let others: readonly Person[];
  let big: ConversationId;
  let small: ConversationId;
  /** The first message of each. */
  const roots = new Map<ConversationId, MessageId>();

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
    harness.stopClocks();
    anna = await harness.person('anna');
    others = await Promise.all(Array.from({ length: 12 }, (_, index) => harness.person(`o${index}`)));
    big = (await harness.room(anna, others, {})).conversation.id;
    small = (await harness.room(anna, [], {})).conversation.id;
    await Promise.all(Array.from({ length: 60 }, (_, index) => harness.say(anna, big, `needle ${index}`)));
    await harness.say(anna, small, 'needle');
    await hang(big, 10);
    await hang(small, 1);
    for (const other of others) await harness.say(other, await harness.direct(anna, other), 'needle');
    for (let n = 0; n < 10; n++) await Promise.all(Array.from({ length: 20 }, () => harness.room(anna, [], { visibility: 'public' })));
  });
  afterAll(() => harness.close());

  /** Replies, pins, reactions, marks and messages that wait. */
  const hang = async (id: ConversationId, count: number): Promise<void> => {
    const root = (await harness.say(anna, id, 'root')).id;
    roots.set(id, root);
    const reply = { replyToId: root, isThreadReply: true };
    for (let n = 0; n < count; n++) {
      const { message } = await harness.call(messaging.sendMessage, { ...textInput(anna, { id }, `reply ${n}`), ...reply });
      const about = { origin: anna.origin, messageId: message.id, conversationId: id };
      await harness.call(messaging.pinMessage, about);
      await harness.call(messaging.reactToMessage, { ...about, emoji: '👍', replacesOthers: false });
    }
  };

  /** Queries that `work` makes. */
  const count = async (work: () => Promise<unknown>): Promise<number> => {
    const spies = [jest.spyOn(harness.part(Database), 'query'), jest.spyOn(harness.part(Database), 'queryWithin')];
    await work();
    const queries = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
    for (const spy of spies) spy.mockRestore();
    return queries;
  };
  const history = (id: ConversationId, limit: number) => () =>
    harness.call(messaging.listMessages, historyInput(anna, { id }, { limit, withTotal: true }));
  const list = (limit: number) => () =>
    harness.call(messaging.listConversations, { viewerId: anna.id, kind: null, visibility: null, titlePart: null, limit, offset: 0 });
  const search = (conversationId: ConversationId | null, limit: number) => () =>
    harness.call(messaging.searchMessages, {
      ...{ viewerId: anna.id, query: 'needle', conversationId, senderId: null, types: null, before: null, after: null },
      ...{ withSenderNames: false, limit },
    });

  const thread = (id: ConversationId) =>
    harness.call(messaging.getThread, { viewerId: anna.id, conversationId: id, messageId: roots.get(id) as MessageId });
  const pins = (conversationId: ConversationId) => harness.call(messaging.listPins, { viewerId: anna.id, conversationId });
  const details = (id: ConversationId) => harness.call(messaging.getConversation, { viewerId: anna.id, conversation: { id } });
  const discover = (limit: number) => harness.call(messaging.discoverRooms, { viewerId: (others[0] ?? anna).id, titlePart: null, limit, offset: 0 });
  const changes = (id: ConversationId, limit: number) => harness.call(messaging.syncChanges, { viewerId: anna.id, cursors: { [id]: 0 }, limit });
  const heads = (people: readonly Person[]) => harness.call(messaging.listHeads, { userIds: people.map(({ id }) => id) });
  const audiences = (people: readonly Person[]) =>
    harness.call(messaging.listAudiences, { wanted: people.map(({ id }) => ({ userId: id, amongIds: null })) });
  const rooms = ({ id }: Person) => harness.call(messaging.listRoomIds, { userId: id });
  const levels = ({ id }: Person) => harness.call(messaging.listNoticeLevels, { viewerId: id });

  it('CB-4.1 a page of history: three, with its total', async () => {
    expect([await count(history(small, 1)), await count(history(big, 100))]).toEqual([3, 3]);
  });

  it('CB-3.1 a page of conversations: four', async () => {
    expect([await count(list(1)), await count(list(200))]).toEqual([4, 4]);
    expect((await list(200)()).entries).toHaveLength(200);
  });

  it('CB-4.10 a search: four, in one conversation or in all', async () => {
    expect([await count(search(small, 1)), await count(search(big, 50)), await count(search(null, 50))]).toEqual([4, 4, 4]);
  });

  it.each<[what: string, queries: number, few: () => Promise<unknown>, many: () => Promise<unknown>]>([
    ['CB-4.9 a thread', 4, () => thread(small), () => thread(big)],
    ['CB-4.7 pins', 2, () => pins(small), () => pins(big)],
    ['CB-3.3 a conversation and its members', 2, () => details(small), () => details(big)],
    ['A-CB-22 rooms to join', 2, () => discover(1), () => discover(200)],
    ['A-00-14 a page of changes', 5, () => changes(small, 1), () => changes(big, 50)],
    ['A-00-14 heads', 1, () => heads([others[0] ?? anna]), () => heads([anna, ...others])],
    ['C33 audiences', 1, () => audiences([others[0] ?? anna]), () => audiences([anna, ...others])],
    ['rooms of a user', 1, () => rooms(others[0] ?? anna), () => rooms(anna)],
    ['CB-9.1 notice levels', 1, () => levels(others[0] ?? anna), () => levels(anna)],
  ])('%s: %i', async (_what, queries, few, many) => {
    expect([await count(few), await count(many)]).toEqual([queries, queries]);
  });

  it('getMember: two, in a room of many', async () => {
    const who = (viewer: Person, conversationId: ConversationId) => harness.call(messaging.getMember, { viewerId: viewer.id, conversationId });
    expect(await who(anna, big)).toEqual({ user: cardOf(anna), role: 'owner' });
    expect([await count(() => who(anna, small)), await count(() => who(others[0] ?? anna, big))]).toEqual([2, 2]);
    await expect(who(others[0] ?? anna, small)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(who(anna, anna.id as unknown as ConversationId)).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
  });
});
