import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId, type ConversationId, type MessageId } from '@parley/contracts';
import { eventually } from '@parley/testing';
import { historyInput, MessagingHarness, type Person } from './messaging.harness.js';

describe('messages that wait', () => {
  let harness: MessagingHarness;
  let anna: Person;
  let ben: Person;
  let room: ConversationId;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
    [anna, ben] = await harness.people('anna', 'ben');
    room = (await harness.room(anna, [ben], {})).conversation.id;
  });
  afterAll(() => harness.close());

  const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();
  const schedule = (text: string, changes: Partial<messaging.ScheduleMessageInput>) =>
    harness.call(messaging.scheduleMessage, {
      ...{ origin: anna.origin, conversationId: room, body: { kind: 'plain', text }, attachments: [], replyToId: null, isThreadReply: false },
      ...{ scheduledFor: inAnHour(), clientKey: null, ...changes },
    });
  const edit = (who: Person, messageId: MessageId, text: string, conversationId: ConversationId) =>
    harness.call(messaging.editScheduled, { origin: who.origin, conversationId, messageId, body: { kind: 'plain', text } });
  const sendNow = async (id: MessageId) => {
    await harness.database.query('UPDATE scheduled_message SET scheduled_for = now() WHERE id = $1', [id]);
    return (await harness.bus.event(messaging.messageSent, ({ message }) => message.id === id)).payload.message;
  };

  it('A-CB-36 are edited by their author until they are sent, and come without a mark', async () => {
    const waiting = await schedule('first', {});
    expect(await edit(anna, waiting.id, 'second', room)).toEqual({ ...waiting, body: { kind: 'plain', text: 'second' } });
    expect(await sendNow(waiting.id)).toMatchObject({ body: { text: 'second' }, editedAt: null });
    await expect(edit(anna, waiting.id, 'third', room)).rejects.toMatchObject({ code: 'SCHEDULE_NOT_PENDING' });
    const page = await harness.call(messaging.listMessages, historyInput(ben, { id: room }, { limit: 1 }));
    expect(page?.messages).toMatchObject([{ id: waiting.id, body: { text: 'second' }, editedAt: null }]);
  });

  it('A-CB-36 are edited by nobody else, nowhere else, and to nothing that could not be sent', async () => {
    const waiting = await schedule('mine', {});
    const elsewhere = (await harness.room(anna, [], {})).conversation.id;
    await expect(edit(ben, waiting.id, 'x', room)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    await expect(edit(anna, waiting.id, 'x', elsewhere)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    await expect(edit(anna, newId(), 'x', room)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    await expect(edit(anna, waiting.id, 'x', newId())).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
    await expect(edit(ben, waiting.id, 'x', elsewhere)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(edit(anna, waiting.id, ' ', room)).rejects.toMatchObject({ code: 'MESSAGE_EMPTY' });
    await expect(edit(anna, waiting.id, 'x'.repeat(10_001), room)).rejects.toMatchObject({ code: 'MESSAGE_TOO_LONG' });
    expect((await harness.call(messaging.listScheduled, { viewerId: anna.id }))[0]).toEqual(waiting);
  });

  it('C55 repeated under their key when their time has come, are the first, whatever became of it', async () => {
    const waiting = await schedule('once', { clientKey: 'answer lost' });
    await sendNow(waiting.id);
    const again = () => schedule('once', { clientKey: 'answer lost', scheduledFor: new Date(Date.now() - 60_000).toISOString() });
    const sent = { id: waiting.id, body: waiting.body, status: 'sent' };
    await eventually(async () => expect(await again()).toMatchObject(sent), 5_000);
    await harness.call(messaging.deleteMessage, { origin: anna.origin, messageId: waiting.id, conversationId: room, scope: 'everyone' });
    expect(await again()).toMatchObject(sent);
    await expect(schedule('another', { scheduledFor: new Date(Date.now() - 60_000).toISOString() })).rejects.toMatchObject({
      code: 'SCHEDULE_INVALID',
    });
  });

  it('A-CB-32 answers to a reply say that they will be in the thread of its root', async () => {
    const root = await harness.say(ben, room, 'root');
    const reply = { origin: ben.origin, conversation: { id: room }, type: null, body: { kind: 'plain', text: 'reply' }, attachments: [] } as const;
    const more = { replyToId: root.id, isThreadReply: true, metadata: {}, clientKey: null };
    const { message } = await harness.call(messaging.sendMessage, { ...reply, ...more });
    const waiting = await schedule('reply to reply', { replyToId: message.id, isThreadReply: true });
    expect(waiting).toMatchObject({ replyToId: message.id, threadRootId: root.id });
    expect(await sendNow(waiting.id)).toMatchObject({ replyToId: message.id, threadRootId: root.id });
  });

  it('A-CB-59 as thread replies tell of their parent when they are sent', async () => {
    const root = await harness.say(ben, room, 'root');
    const { id } = await schedule('reply', { replyToId: root.id, isThreadReply: true });
    expect(await sendNow(id)).toMatchObject({ replyToId: root.id, threadRootId: root.id });
    const { payload } = await harness.bus.event(messaging.messageUpdated, ({ message }) => message.id === root.id);
    expect(payload).toMatchObject({ cause: 'thread', message: { threadCount: 1 } });
    const [stored] = await harness.database.query<{ thread_count: number }>('SELECT thread_count FROM message WHERE id = $1', [root.id]);
    expect(stored?.thread_count).toBe(1);
  });
});
