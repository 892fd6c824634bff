import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, type ConversationId } from '@parley/contracts';
import { MessagingHarness, textInput, type Person } from './messaging.harness.js';

type MessageId = messaging.Message['id'];

describe('changes of a message that one has hidden', () => {
  let harness: MessagingHarness;
  beforeAll(async () => void (harness = await MessagingHarness.start(1)));
  afterAll(() => harness.close());

  const act = (who: Person, messageId: MessageId) => ({ origin: who.origin, messageId, conversationId: null });
  const remove = (who: Person, messageId: MessageId, scope: 'me' | 'everyone') =>
    harness.call(messaging.deleteMessage, { ...act(who, messageId), scope });
  const edit = (who: Person, messageId: MessageId, text: string) =>
    harness.call(messaging.editMessage, { ...act(who, messageId), body: { kind: 'plain', text } });
  const changesOf = async (viewer: Person, id: ConversationId, after: number) =>
    (await harness.call(messaging.syncChanges, { viewerId: viewer.id, cursors: { [id]: after }, limit: 50 })).changes;

  it('C54 say whom they are hidden from, and sync tells him no more than that they were', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const sent = await harness.say(anna, id, 'one');
    await remove(ben, sent.id, 'me');
    await edit(anna, sent.id, 'two');
    await harness.call(messaging.reactToMessage, { ...act(anna, sent.id), emoji: '👍', replacesOthers: false });
    await harness.call(messaging.removeReactions, { ...act(anna, sent.id), emoji: null });
    await harness.call(messaging.pinMessage, act(anna, sent.id));
    const pinsOf = (viewer: Person) => harness.call(messaging.listPins, { viewerId: viewer.id, conversationId: id });
    expect([(await pinsOf(anna)).length, await pinsOf(ben)]).toEqual([1, []]);
    await remove(anna, sent.id, 'everyone');

    const hiddenFrom = [ben.id];
    const ofSent = { message: { id: sent.id }, hiddenFrom };
    expect(
      (await harness.bus.event(messaging.messageUpdated, ({ cause, message }) => message.id === sent.id && cause === 'edited')).payload,
    ).toMatchObject(ofSent);
    expect(
      (await harness.bus.event(messaging.messageUpdated, ({ cause, message }) => message.id === sent.id && cause === 'pinned')).payload,
    ).toMatchObject(ofSent);
    expect((await harness.bus.event(messaging.reactionAdded, ({ message }) => message.id === sent.id)).payload).toMatchObject(ofSent);
    expect((await harness.bus.event(messaging.reactionRemoved, ({ message }) => message.id === sent.id)).payload).toMatchObject(ofSent);
    expect((await harness.bus.event(messaging.messageDeleted, ({ messageId }) => messageId === sent.id)).payload).toMatchObject({ hiddenFrom });

    const [hers, his] = [await changesOf(anna, id, 1), await changesOf(ben, id, 1)];
    expect(his.map(({ seq, type }) => [seq, type])).toEqual(hers.map(({ seq, type }) => [seq, type]));
    expect(hers.filter(({ type, payload }) => type !== messaging.messageHidden.subject && payload === null)).toEqual([]);
    expect(his.filter(({ type, payload }) => type !== messaging.messageHidden.subject && payload !== null)).toEqual([]);
  });

  it('name nobody where nobody has', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const sent = await harness.say(anna, await harness.direct(anna, ben), 'one');
    await edit(anna, sent.id, 'two');
    await remove(anna, sent.id, 'everyone');
    const updated = await harness.bus.event(messaging.messageUpdated, ({ message }) => message.id === sent.id);
    const deleted = await harness.bus.event(messaging.messageDeleted, ({ messageId }) => messageId === sent.id);
    expect([updated.payload, deleted.payload].filter((payload) => 'hiddenFrom' in payload)).toEqual([]);
  });

  it('name nobody who has left: what goes on there is nothing to him', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const { id } = (await harness.room(anna, [ben, cleo], {})).conversation;
    const sent = await harness.say(anna, id, 'one');
    await remove(ben, sent.id, 'me');
    await remove(cleo, sent.id, 'me');
    await harness.call(messaging.removeMember, { origin: ben.origin, conversationId: id, userId: ben.id });
    await edit(anna, sent.id, 'two');
    await remove(anna, sent.id, 'everyone');
    const updated = await harness.bus.event(messaging.messageUpdated, ({ message }) => message.id === sent.id);
    const deleted = await harness.bus.event(messaging.messageDeleted, ({ messageId }) => messageId === sent.id);
    expect([updated.payload.hiddenFrom, deleted.payload.hiddenFrom]).toEqual([[cleo.id], [cleo.id]]);
  });

  it('call him neither by a name that an edit adds nor by a reaction, nor does a thread that he has hidden', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const { id } = (await harness.room(anna, [ben, cleo], {})).conversation;
    const [annas, bens] = [await harness.say(anna, id, 'one'), await harness.say(ben, id, 'mine')];
    await remove(ben, annas.id, 'me');
    await remove(ben, bens.id, 'me');
    await edit(anna, annas.id, `@${ben.username} and @${cleo.username}`);
    await harness.call(messaging.reactToMessage, { ...act(anna, bens.id), emoji: '👍', replacesOthers: false });
    const reply = { replyToId: bens.id, isThreadReply: true };
    await harness.call(messaging.sendMessage, { ...textInput(cleo, { id }, 'an answer'), ...reply });
    for (const contract of [messaging.messageSent, messaging.messageUpdated, messaging.reactionAdded]) await harness.bus.consumed(contract);
    await harness.bus.event(messaging.attentionCalled, ({ cause, userIds }) => cause.kind === 'mention' && userIds.includes(cleo.id));
    const calls = harness.bus.eventsOf(messaging.attentionCalled).filter(({ payload }) => payload.conversation.id === id);
    expect(calls.flatMap(({ payload: { cause, userIds } }) => (cause.kind === 'channel_added' ? [] : userIds))).toEqual([cleo.id]);
  });

  it('asked for by a reply, a thread shows its hidden root blank, as a deleted one, and no hidden reply', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const root = await harness.say(anna, id, 'root');
    const say = (text: string) => harness.call(messaging.sendMessage, { ...textInput(anna, { id }, text), replyToId: root.id, isThreadReply: true });
    const [{ message: reply }, { message: other }] = [await say('re'), await say('not for me')];
    await remove(ben, root.id, 'me');
    await remove(ben, other.id, 'me');
    const thread = (viewer: Person, conversationId = id) =>
      harness.call(messaging.getThread, { viewerId: viewer.id, conversationId, messageId: reply.id });
    expect(await thread(ben)).toMatchObject({ parent: { id: root.id, body: { text: '' } }, replies: [{ id: reply.id }], total: 1 });
    expect(await thread(anna)).toMatchObject({ parent: { body: { text: 'root' } }, total: 2 });
    // A member of one conversation reads nothing of another by naming his own.
    const elsewhere = (await harness.room(anna, [], {})).conversation.id;
    await expect(thread(anna, elsewhere)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
  });
});
