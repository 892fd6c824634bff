import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { messaging, newId, type ConversationId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { historyInput, MessagingHarness, textInput, type Person } from './messaging.harness.js';

describe('messaging.listMessages', () => {
  let harness: MessagingHarness;
  let anna: Person;
  let ben: Person;
  let id: ConversationId;
  const sent: messaging.Message[] = [];

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
    [anna, ben] = await harness.people('anna', 'ben');
    id = await harness.direct(anna, ben);
    for (let n = 1; n <= 10; n++) sent.push(await harness.say(n % 2 ? anna : ben, id, `n ${n}`));
  });
  afterAll(() => harness.close());

  const list = (changes: Partial<messaging.ListMessagesInput>) => harness.call(messaging.listMessages, historyInput(ben, { id }, changes));
  const seqs = async (changes: Partial<messaging.ListMessagesInput>) => {
    const page = await list(changes);
    return { seqs: page?.messages.map(({ seq }) => seq), hasMore: page?.hasMore, total: page?.total };
  };
  const at = (seq: number) => sent[seq - 1] as messaging.Message;

  it('pages from the newest back', async () => {
    expect(await seqs({ limit: 4 })).toEqual({ seqs: [10, 9, 8, 7], hasMore: true, total: null });
    expect(await seqs({ limit: 4, beforeId: at(7).id })).toEqual({ seqs: [6, 5, 4, 3], hasMore: true, total: null });
    expect(await seqs({ limit: 4, beforeId: at(3).id })).toEqual({ seqs: [2, 1], hasMore: false, total: null });
    expect(await seqs({ limit: 2, beforeId: at(1).id })).toEqual({ seqs: [], hasMore: false, total: null });
  });

  it('pages forward after an id: the oldest of what is newer, still newest first', async () => {
    expect(await seqs({ limit: 3, afterId: at(4).id })).toEqual({ seqs: [7, 6, 5], hasMore: true, total: null });
    expect(await seqs({ limit: 3, afterId: at(7).id })).toEqual({ seqs: [10, 9, 8], hasMore: false, total: null });
    expect(await seqs({ limit: 9, afterId: at(2).id, beforeId: at(5).id })).toEqual({ seqs: [4, 3], hasMore: false, total: null });
  });

  it('filters by time, skips, and counts only when asked', async () => {
    expect(await seqs({ limit: 3, offset: 3, withTotal: true })).toEqual({ seqs: [7, 6, 5], hasMore: true, total: 10 });
    const [before, after] = await Promise.all([list({ beforeTime: at(5).sentAt }), list({ afterTime: at(5).sentAt })]);
    const isExact = (page: messaging.MessagePage | null, matches: (message: messaging.Message) => boolean) =>
      expect(page?.messages).toEqual(sent.filter(matches).reverse());
    isExact(before, ({ sentAt }) => sentAt < at(5).sentAt);
    isExact(after, ({ sentAt }) => sentAt > at(5).sentAt);
  });

  it('keeps a stub of a deleted message only when asked', async () => {
    const { message } = await harness.call(messaging.sendMessage, {
      ...textInput(anna, { id }, 'secret'),
      metadata: { secret: true },
      attachments: [{ fileId: null, url: 'https://x.test/a.png', kind: 'image' }],
    });
    await harness.database.query('UPDATE message SET deleted_at = now() WHERE id = $1', [message.id]);
    expect((await list({ limit: 1 }))?.messages[0]?.id).toBe(at(10).id);
    const [stub] = (await list({ limit: 1, withDeleted: true }))?.messages ?? [];
    expect(stub).toMatchObject({ id: message.id, body: { kind: 'plain', text: '' }, attachments: [], metadata: {}, deletedAt: expect.any(String) });
  });

  it('answers null for a pair that never opened a conversation, and every declared error', async () => {
    const cleo = await harness.person('cleo');
    const ask = (conversation: messaging.ConversationRef, changes: Partial<messaging.ListMessagesInput>) =>
      harness.call(messaging.listMessages, historyInput(cleo, conversation, changes));
    expect(await ask({ directWith: { id: anna.id } }, {})).toBeNull();
    await expect(ask({ directWith: { id: newId() } }, {})).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    await expect(ask({ directWith: { username: cleo.username } }, {})).rejects.toMatchObject({ code: 'SELF_TARGETED' });
    await expect(ask({ id }, {})).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(ask({ id: newId() }, {})).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
    await expect(ask({ num: 99_999_999 }, {})).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
    await expect(list({ beforeId: newId() })).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    const elsewhere = await harness.say(anna, await harness.direct(anna, cleo), 'elsewhere');
    for (const cursor of [{ beforeId: elsewhere.id }, { afterId: elsewhere.id }])
      await expect(list(cursor)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
  });

  it('C90 shows a new member the whole history', async () => {
    const cleo = await harness.person('cleo');
    const { conversation } = await harness.room(anna, [], {});
    const old = await harness.say(anna, conversation.id, 'before cleo');
    await harness.database.query(`INSERT INTO member (conversation_id, user_id, role, joined_at, joined_seq) VALUES ($1, $2, 'member', now(), 9)`, [
      conversation.id,
      cleo.id,
    ]);
    const page = await harness.call(messaging.listMessages, historyInput(cleo, { id: conversation.id }, {}));
    expect(page?.messages[0]).toEqual(old);
  });

  it('CB-4.1 does not ask of each message which member has read it, where no ticks are shown', async () => {
    const asked = (withoutTicks: boolean) => list({ beforeId: at(3).id, withoutTicks });
    await harness.call(messaging.markRead, { origin: ben.origin, conversationId: id, messageId: at(1).id });
    const ticked = await asked(false);
    expect(ticked?.messages[1]?.delivery).toMatchObject({ readBy: [ben.id], isRead: true });

    const spy = jest.spyOn(harness.part(Database), 'query');
    const page = await asked(true);
    const statements = spy.mock.calls.map(([sql]) => (typeof sql === 'string' ? sql : sql.text)).filter((sql) => sql.includes('message_hide'));
    spy.mockRestore();
    expect(statements).toHaveLength(1);
    expect(statements[0]).not.toMatch(/\b(member|receipt)\b/);
    const nobody = { deliveredTo: [], readBy: [], isDelivered: false, isRead: false };
    expect(page?.messages).toEqual(ticked?.messages.map((message) => ({ ...message, delivery: nobody })));
  });
});
