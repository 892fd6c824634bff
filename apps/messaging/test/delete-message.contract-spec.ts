import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId, type Dialect } from '@parley/contracts';
import { historyInput, MessagingHarness, textInput, type Person } from './messaging.harness.js';

describe('messaging.deleteMessage', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  const remove = (who: Person, messageId: messaging.Message['id'], scope: 'me' | 'everyone', dialect: Dialect = 'v1') =>
    harness.call(messaging.deleteMessage, { origin: { ...who.origin, dialect }, messageId, conversationId: null, scope });
  const shown = async (viewer: Person, id: messaging.Conversation['id'], withDeleted: boolean) =>
    (await harness.call(messaging.listMessages, historyInput(viewer, { id }, { withDeleted })))?.messages ?? [];
  const entryOf = async (viewer: Person) => {
    const scope = { kind: null, visibility: null, titlePart: null, limit: 10, offset: 0 };
    return (await harness.call(messaging.listConversations, { viewerId: viewer.id, ...scope })).entries[0];
  };

  it('blanks it for everyone, drops what hung on it, keeps the body, logs and publishes', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const first = await harness.say(anna, id, 'first');
    const sent = await harness.say(anna, id, 'secret');
    await harness.call(messaging.reactToMessage, { origin: ben.origin, messageId: sent.id, conversationId: id, emoji: '👍', replacesOthers: false });
    await harness.call(messaging.pinMessage, { origin: ben.origin, messageId: sent.id, conversationId: id });
    await remove(anna, sent.id, 'everyone');

    expect((await shown(ben, id, false)).map((message) => message.id)).toEqual([first.id]);
    const [stub] = await shown(ben, id, true);
    expect(stub).toMatchObject({ id: sent.id, body: { kind: 'plain', text: '' }, reactions: [], isPinned: false, deletedAt: expect.any(String) });
    const rows = await harness.database.query('SELECT body, deleted_by FROM message WHERE id = $1', [sent.id]);
    expect(rows).toEqual([{ body: { kind: 'plain', text: 'secret' }, deleted_by: anna.id }]);
    expect(
      await harness.database.query('SELECT 1 FROM reaction WHERE message_id = $1 UNION ALL SELECT 1 FROM pin WHERE message_id = $1', [sent.id]),
    ).toEqual([]);
    expect(await entryOf(ben)).toMatchObject({ lastMessage: { id: first.id }, unreadCount: 1 });
    const event = await harness.bus.event(messaging.messageDeleted, ({ messageId }) => messageId === sent.id);
    expect(event.payload).toMatchObject({ deletedBy: anna.id, sender: { id: anna.id }, deletedAt: stub?.deletedAt, conversation: { id }, seq: 5 });
    await expect(remove(anna, sent.id, 'everyone')).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    const answer = harness.call(messaging.sendMessage, { ...textInput(ben, { id }, 're'), replyToId: sent.id });
    await expect(answer).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
  });

  it('C54 hides it from one alone, in every list and count of his', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const first = await harness.say(anna, id, 'first');
    const sent = await harness.say(anna, id, 'not for me');
    await remove(ben, sent.id, 'me');

    expect((await shown(ben, id, true)).map((message) => message.id)).toEqual([first.id]);
    expect((await shown(anna, id, true)).map((message) => message.id)).toEqual([sent.id, first.id]);
    expect(await entryOf(ben)).toMatchObject({ lastMessage: { id: first.id }, unreadCount: 1 });
    const event = await harness.bus.event(messaging.messageHidden, ({ messageId }) => messageId === sent.id);
    expect(event.payload).toMatchObject({ userId: ben.id, conversation: { id }, seq: 3 });
    const sync = await harness.call(messaging.syncChanges, { viewerId: ben.id, cursors: { [id]: 1 }, limit: 10 });
    const gone = { seq: 3, type: messaging.messageHidden.subject };
    expect(sync).toMatchObject({
      changes: [
        { seq: 2, payload: null },
        { ...gone, payload: { messageId: sent.id } },
      ],
      heads: { [id]: 3 },
    });
    const others = await harness.call(messaging.syncChanges, { viewerId: anna.id, cursors: { [id]: 2 }, limit: 10 });
    expect(others.changes).toMatchObject([{ ...gone, payload: null }]);
    await expect(remove(ben, sent.id, 'me')).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    const thread = (viewer: Person) => harness.call(messaging.getThread, { viewerId: viewer.id, conversationId: id, messageId: sent.id });
    await expect(thread(ben)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    expect(await thread(anna)).toMatchObject({ parent: { id: sent.id }, total: 0 });
  });

  it('C54 is for the author always: who has hidden it from himself may still take it from everyone', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const sent = await harness.say(anna, id, 'regretted');
    await remove(anna, sent.id, 'me');
    await remove(anna, sent.id, 'everyone');
    expect(await shown(ben, id, true)).toMatchObject([{ id: sent.id, deletedAt: expect.any(String) }]);
    expect(await shown(anna, id, true)).toEqual([]);
    await expect(remove(anna, sent.id, 'everyone')).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
  });

  it('is for the author, and for those in charge of a room, but not through UMOC', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const direct = await harness.direct(anna, ben);
    const sent = await harness.say(anna, direct, 'mine');
    await expect(remove(ben, sent.id, 'everyone')).rejects.toMatchObject({ code: 'MESSAGE_DELETE_DENIED' });
    await expect(remove(cleo, sent.id, 'me')).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(remove(anna, newId(), 'me')).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    const { conversation } = await harness.room(anna, [ben, cleo], {});
    const bens = await harness.say(ben, conversation.id, 'ben says');
    await expect(remove(cleo, bens.id, 'everyone')).rejects.toMatchObject({ code: 'MESSAGE_DELETE_DENIED' });
    await expect(remove(anna, bens.id, 'everyone', 'umoc')).rejects.toMatchObject({ code: 'MESSAGE_DELETE_DENIED' });
    await remove(anna, bens.id, 'everyone', 'connectbest');
    expect(await shown(ben, conversation.id, false)).toHaveLength(1);
  });

  it('takes a reply out of its thread, and tells of the root', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const root = await harness.say(anna, id, 'root');
    const { message: reply } = await harness.call(messaging.sendMessage, {
      ...textInput(ben, { id }, 're'),
      replyToId: root.id,
      isThreadReply: true,
    });
    const grown = await harness.bus.event(messaging.messageUpdated, ({ message, cause }) => message.id === root.id && cause === 'thread');
    expect(grown.payload).toMatchObject({ message: { threadCount: 1 }, seq: 3 });
    const thread = { viewerId: anna.id, conversationId: id, messageId: reply.id };
    expect(await harness.call(messaging.getThread, thread)).toMatchObject({ parent: { id: root.id }, replies: [{ id: reply.id }], total: 1 });
    await remove(ben, reply.id, 'everyone');
    const shrunk = await harness.bus.event(messaging.messageUpdated, ({ message, seq }) => message.id === root.id && seq > 3);
    expect(shrunk.payload.message).toMatchObject({ threadCount: 0 });
    expect(await harness.call(messaging.getThread, { ...thread, messageId: root.id })).toMatchObject({ replies: [], total: 0 });
  });

  it('A-CB-37 a thread goes on without its root, of which nothing is told any more', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const root = await harness.say(anna, id, 'root');
    const reply = async (replyToId: messaging.Message['id']) =>
      (await harness.call(messaging.sendMessage, { ...textInput(ben, { id }, 're'), replyToId, isThreadReply: true })).message;
    const first = await reply(root.id);
    await remove(anna, root.id, 'everyone');
    const second = await reply(first.id);
    await remove(ben, second.id, 'everyone');
    const thread = { viewerId: anna.id, conversationId: id, messageId: first.id };
    expect(await harness.call(messaging.getThread, thread)).toMatchObject({ parent: { body: { text: '' } }, replies: [{ id: first.id }], total: 1 });
    const { changes } = await harness.call(messaging.syncChanges, { viewerId: anna.id, cursors: { [id]: 0 }, limit: 100 });
    const names = { [messaging.messageSent.subject]: 'sent', [messaging.messageUpdated.subject]: 'told', [messaging.messageDeleted.subject]: 'gone' };
    expect(changes.map(({ type }) => names[type])).toEqual(['sent', 'sent', 'told', 'gone', 'sent', 'gone']);
  });
});
