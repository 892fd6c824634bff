import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { call, messaging, newId, user, type messaging as m } from '@parley/contracts';
import { envelopeOf, Tx } from '@parley/persistence';
import { eventually } from '@parley/testing';
import { BellHarness } from './bell.harness.js';
import { called, contactChange, direct, message, person, room, sent } from './bell-events.js';

const excerpt = ({ id, body, attachments }: m.Message): m.MessageExcerpt => ({ id, body, attachments });

describe('what people are told of, each once whatever is delivered again', () => {
  let bell: BellHarness;
  beforeAll(async () => void (bell = await BellHarness.start(2)));
  afterAll(() => bell.close());

  const ada = person('Ada');
  const once = async (userId: typeof ada.id, expected: object): Promise<void> => {
    expect(await bell.told(userId)).toEqual([expect.objectContaining({ userId, isRead: false, ...expected })]);
    await eventually(() => expect(bell.heard(userId)).toHaveLength(1), 5_000);
    expect(await bell.unread(userId)).toBe(1);
  };

  it('message: a direct message, to the other alone', async () => {
    const bob = person('Bob');
    const conversation = direct(ada, bob);
    const hello = message(ada, conversation.id, '  hello\n\nBob ', 1);
    await bell.publish(messaging.messageSent, sent(hello, conversation), 3);
    const event = sent(message(ada, conversation.id, 'again', 2), conversation);
    // Not the same event, but the same message: the unique key holds.
    await bell.publish(messaging.messageSent, { ...sent(hello, conversation), id: newId() }, 1);
    await bell.publish(messaging.messageSent, event, 1);
    expect(await bell.told(bob.id)).toHaveLength(2);
    expect((await bell.told(bob.id)).at(-1)).toMatchObject({
      ...{ kind: 'message', title: 'Ada', body: 'hello Bob', conversationId: conversation.id, messageId: hello.id, actorId: ada.id },
    });
    expect(await bell.told(ada.id)).toEqual([]);
    await eventually(() => expect(bell.heard(bob.id)).toHaveLength(2), 5_000);
  });

  it('message: what rooms and the system say tells nobody by itself', async () => {
    const bob = person('Bob');
    const pair = direct(ada, bob);
    const general = room('general');
    await bell.publish(messaging.messageSent, sent(message(ada, general.id, 'hi all', 1), general), 1);
    await bell.publish(messaging.messageSent, sent({ ...message(ada, pair.id, 'Ada changed the name', 1), type: 'system' }, pair), 1);
    expect(await bell.told(bob.id)).toEqual([]);
  });

  it('mention: everybody named, in one event', async () => {
    const people = Array.from({ length: 500 }, (_, n) => person(`P${n}`));
    const general = room('general');
    const lunch = message(ada, general.id, '@channel lunch', 4);
    const ids = people.map(({ id }) => id);
    const statements = jest.spyOn(Tx.prototype, 'query');
    await bell.publish(messaging.attentionCalled, called({ kind: 'mention', message: excerpt(lunch) }, general, ada, ids, 4), 3);
    // Five hundred people cost as many statements as one: a transaction, the lock, the rows, their devices.
    expect(statements.mock.calls.length).toBeLessThan(10);
    statements.mockRestore();
    for (const { id } of [people[0] ?? ada, people[499] ?? ada])
      await once(id, { kind: 'mention', title: 'Ada mentioned you in #general', body: '@channel lunch', messageId: lunch.id });
    const stored = await bell.service.database.query<{ count: number }>('SELECT count(*)::int FROM notification WHERE message_id = $1', [lunch.id]);
    expect(stored).toEqual([{ count: 500 }]);
  });

  it('thread_reply', async () => {
    const bob = person('Bob');
    const general = room('general');
    const reply = message(ada, general.id, 'me too', 5);
    await bell.publish(messaging.attentionCalled, called({ kind: 'thread_reply', message: excerpt(reply) }, general, ada, [bob.id], 5), 3);
    await once(bob.id, { kind: 'thread_reply', title: 'Ada replied in #general', body: 'me too', conversationId: general.id });
  });

  it('reaction: again once it was taken back', async () => {
    const bob = person('Bob');
    const pair = direct(ada, bob);
    const words = message(bob, pair.id, 'my words', 1);
    const reacted = (seq: number) => called({ kind: 'reaction', message: excerpt(words), emoji: '👍' }, pair, ada, [bob.id], seq);
    await bell.publish(messaging.attentionCalled, reacted(2), 2);
    await once(bob.id, { kind: 'reaction', title: 'Ada reacted 👍', body: 'my words', messageId: words.id });
    const removed = [{ user: ada, emoji: '👍', createdAt: new Date().toISOString() }];
    const undone = envelopeOf(messaging.reactionRemoved, { message: words, conversation: pair, removed, seq: 3 }, null);
    await bell.publish(messaging.reactionRemoved, undone, 1);
    expect(await bell.told(bob.id)).toEqual([]);
    await bell.publish(messaging.attentionCalled, reacted(4), 1);
    expect(await bell.told(bob.id)).toHaveLength(1);
    // A late repeat of the removal takes nothing back that came after it.
    await bell.publish(messaging.reactionRemoved, undone, 1);
    expect(await bell.unread(bob.id)).toBe(1);
  });

  it('reaction: the one that another took the place of is told no more (C52)', async () => {
    const bob = person('Bob');
    const pair = direct(ada, bob);
    const words = message(bob, pair.id, 'my words', 1);
    const reacted = (emoji: string, seq: number) => called({ kind: 'reaction', message: excerpt(words), emoji }, pair, ada, [bob.id], seq);
    const reaction = (emoji: string) => ({ user: ada, emoji, createdAt: new Date().toISOString() });
    await bell.publish(messaging.attentionCalled, reacted('👍', 2), 1);
    await bell.publish(messaging.attentionCalled, reacted('🚀', 3), 1);
    const change = { message: words, conversation: pair, reaction: reaction('🚀'), replaced: [reaction('👍')], seq: 3 };
    await bell.publish(messaging.reactionAdded, envelopeOf(messaging.reactionAdded, change, null), 1);
    expect(await bell.told(bob.id)).toMatchObject([{ kind: 'reaction', title: 'Ada reacted 🚀' }]);
    expect(await bell.unread(bob.id)).toBe(1);
  });

  it('channel_added', async () => {
    const bob = person('Bob');
    await bell.publish(messaging.attentionCalled, called({ kind: 'channel_added' }, room('general'), ada, [bob.id], 2), 3);
    await once(bob.id, { kind: 'channel_added', title: 'Ada', body: 'You were added to #general', messageId: null });
  });

  it('contact_request: with its words (A-V1-11)', async () => {
    const [bob, cid] = [person('Bob'), person('Cid')];
    await bell.publish(user.contactRequested, envelopeOf(user.contactRequested, contactChange(ada, bob, 'We met in Rome'), null), 3);
    await bell.publish(user.contactRequested, envelopeOf(user.contactRequested, contactChange(ada, cid, null), null), 1);
    const about = { kind: 'contact_request', title: 'Contact request from Ada', conversationId: null, actorId: ada.id };
    await once(bob.id, { ...about, body: 'We met in Rome' });
    await once(cid.id, { ...about, body: 'Ada would like to be your contact' });
    expect(await bell.told(ada.id)).toEqual([]);
  });

  it('call_missed', async () => {
    const bob = person('Bob');
    const conversation = direct(ada, bob);
    const missed = envelopeOf(
      call.callMissed,
      { callId: newId<'call'>(), caller: ada, conversation, isVideo: true, userIds: [bob.id, ada.id] },
      null,
    );
    await bell.publish(call.callMissed, missed, 3);
    await once(bob.id, { kind: 'call_missed', title: 'Missed video call', body: 'Ada called you', conversationId: conversation.id });
    expect(await bell.told(ada.id)).toEqual([]);
  });

  it('call_missed: not of a room that was left since, whatever comes first', async () => {
    const [bob, cid] = [person('Bob'), person('Cid')];
    const general = room('general');
    const missed = () =>
      envelopeOf(call.callMissed, { callId: newId<'call'>(), caller: ada, conversation: general, isVideo: false, userIds: [bob.id, cid.id] }, null);
    const [early, late] = [missed(), missed()];
    await bell.publish(call.callMissed, early, 1);
    await bell.publish(messaging.memberRemoved, envelopeOf(messaging.memberRemoved, { conversation: general, user: bob, seq: 5 }, null), 1);
    await bell.publish(call.callMissed, late, 1);
    expect([await bell.unread(bob.id), await bell.unread(cid.id)]).toEqual([0, 2]);
    // He has come back.
    await bell.publish(call.callMissed, missed(), 1);
    expect(await bell.unread(bob.id)).toBe(1);
  });
});
