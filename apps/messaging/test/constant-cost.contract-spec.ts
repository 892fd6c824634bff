import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { messaging, type ConversationId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { cardOf, historyInput, MessagingHarness, textInput, type Person } from './messaging.harness.js';

describe('what is read costs the same number of queries, however much it is', () => {
  let harness: MessagingHarness;
  let anna: Person;
  let others: readonly Person[];
  let big: ConversationId;
  let small: ConversationId;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
    harness.stopClocks();
    anna = await harness.person('anna');
    others = await Promise.all(Array.from({ length: 12 }, (_, index) => harness.person(`o${index}`)));
    big = (await harness.room(anna, others, {})).conversation.id;
    small = (await harness.room(anna, [], {})).conversation.id;
    await Promise.all(Array.from({ length: 60 }, (_, index) => harness.say(anna, big, `needle ${index}`)));
    await harness.call(messaging.sendMessage, textInput(anna, { id: small }, 'needle'));
    for (const other of others) await harness.say(other, await harness.direct(anna, other), 'needle');
    for (let n = 0; n < 10; n++) await Promise.all(Array.from({ length: 20 }, () => harness.room(anna, [], {})));
  });
  afterAll(() => harness.close());

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

  it('getMember: two, in a room of many', async () => {
    const who = (viewer: Person, conversationId: ConversationId) => harness.call(messaging.getMember, { viewerId: viewer.id, conversationId });
    expect(await who(anna, big)).toEqual({ user: cardOf(anna), role: 'owner' });
    expect([await count(() => who(anna, small)), await count(() => who(others[0] ?? anna, big))]).toEqual([2, 2]);
    await expect(who(others[0] ?? anna, small)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(who(anna, anna.id as unknown as ConversationId)).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
  });
});
