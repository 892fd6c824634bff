import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call, messaging, newId, user, type EventContract, type EventEnvelope } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { BellHarness } from './bell.harness.js';
import { called, contactChange, deletedEvent, direct, message, person, readEvent, room, sent } from './bell-events.js';

/** An event may come again long after what it told has changed: that is no news, and hides none. */
describe('what is delivered again later', () => {
  let bell: BellHarness;
  beforeAll(async () => void (bell = await BellHarness.start(1)));
  afterAll(() => bell.close());

  const ada = person('Ada');
  type Delivery = () => Promise<void>;
  const delivery = <P>(contract: EventContract<P>, payload: P, occurredAt = new Date().toISOString()): Delivery => {
    const event: EventEnvelope<P> = { ...envelopeOf(contract, payload, null), occurredAt };
    return () => bell.publish(contract, event, 1);
  };
  const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();
  const inOrder = async (deliveries: readonly Delivery[]) => {
    for (const deliver of deliveries) await deliver();
  };
  /** A message of one of a pair, and the other's reactions to it. */
  const reactions = (owner: user.UserCard) => {
    const pair = direct(ada, owner);
    const words = message(owner, pair.id, 'my words', 1);
    const { id, body, attachments } = words;
    const reaction = { user: ada, emoji: '👍', createdAt: new Date().toISOString() };
    const given = (seq: number) => {
      const event = called({ kind: 'reaction', message: { id, body, attachments }, emoji: '👍' }, pair, ada, [owner.id], seq);
      return () => bell.publish(messaging.attentionCalled, event, 1);
    };
    const takenBack = (seq: number) => delivery(messaging.reactionRemoved, { message: words, conversation: pair, removed: [reaction], seq });
    return { given, takenBack };
  };

  it('message: read, deleted or hidden since', async () => {
    const bob = person('Bob');
    const pair = direct(ada, bob);
    const [read, deleted, hidden] = ['read', 'deleted', 'hidden'].map((text, index) => message(ada, pair.id, text, index + 1));
    if (read === undefined || deleted === undefined || hidden === undefined) throw new Error('no messages');
    const news = [read, deleted, hidden].map((one) => () => bell.publish(messaging.messageSent, sent(one, pair), 1));
    const hiding = { messageId: hidden.id, conversation: pair, sender: ada, userId: bob.id, hiddenAt: secondsAgo(0), seq: 5 };
    await inOrder(news);
    await bell.publish(messaging.messagesRead, readEvent(pair, bob, 1, []), 1);
    await bell.publish(messaging.messageDeleted, deletedEvent(deleted, pair, 4), 1);
    await delivery(messaging.messageHidden, hiding)();
    await inOrder(news);
    expect((await bell.told(bob.id)).map(({ body, isRead }) => [body, isRead]).sort()).toEqual([
      ['', true],
      ['read', true],
    ]);
    expect(bell.heard(bob.id)).toHaveLength(3);
  });

  it('mention, thread_reply, channel_added: the room left since, and entered again', async () => {
    const bob = person('Bob');
    const general = room('general');
    const { id, body, attachments } = message(ada, general.id, 'hi @bob', 2);
    const excerpt = { id, body, attachments };
    const calls = (seq: number) =>
      [{ kind: 'channel_added' } as const, ...(['mention', 'thread_reply'] as const).map((kind) => ({ kind, message: excerpt }))].map((cause) => {
        const event = called(cause, general, ada, [bob.id], seq);
        return () => bell.publish(messaging.attentionCalled, event, 1);
      });
    const [before, after] = [calls(2), calls(6)];
    const left = delivery(messaging.memberRemoved, { conversation: general, user: bob, seq: 5 });
    await inOrder([...before, left, ...before]);
    expect(await bell.told(bob.id)).toEqual([]);
    await inOrder([...after, left, ...before, ...after]);
    expect((await bell.told(bob.id)).map(({ kind }) => kind).sort()).toEqual(['channel_added', 'mention', 'thread_reply']);
    expect(bell.heard(bob.id)).toHaveLength(6);
  });

  it('reaction: taken back since, and given again', async () => {
    const bob = person('Bob');
    const { given, takenBack } = reactions(bob);
    const [first, taken, second] = [given(2), takenBack(3), given(4)];
    await inOrder([first, taken, first]);
    expect(await bell.told(bob.id)).toEqual([]);
    await inOrder([second, first, taken, second]);
    expect(await bell.unread(bob.id)).toBe(1);
    expect(bell.heard(bob.id)).toHaveLength(2);
  });

  it('reaction: given again is told, though it is not known yet that the first was taken back', async () => {
    const bob = person('Bob');
    const { given, takenBack } = reactions(bob);
    await inOrder([given(2), given(4), takenBack(3)]);
    expect(await bell.unread(bob.id)).toBe(1);
  });

  it('contact_request: accepted, rejected or withdrawn since, and made again', async () => {
    for (const [answer, told] of [
      [user.contactAccepted, 1],
      [user.contactRejected, 0],
      [user.contactRemoved, 0],
    ] as const) {
      const bob = person('Bob');
      const change = contactChange(ada, bob, null);
      const request = delivery(user.contactRequested, change, secondsAgo(2));
      const answered = delivery(answer, change);
      await inOrder([request, answered, request]);
      expect([await bell.unread(bob.id), (await bell.told(bob.id)).length]).toEqual([0, told]);
      await inOrder([delivery(user.contactRequested, contactChange(ada, bob, null)), answered, request]);
      expect([await bell.unread(bob.id), (await bell.told(bob.id)).length]).toEqual([1, told + 1]);
    }
  });

  it('call_missed: the room left since; what is missed after one is back stays', async () => {
    const bob = person('Bob');
    const general = room('general');
    const missed = (at: string) =>
      delivery(call.callMissed, { callId: newId<'call'>(), caller: ada, conversation: general, isVideo: false, userIds: [bob.id] }, at);
    const left = delivery(messaging.memberRemoved, { conversation: general, user: bob, seq: 5 }, secondsAgo(60));
    const [before, after] = [missed(secondsAgo(90)), missed(secondsAgo(30))];
    await inOrder([before, left, before]);
    expect(await bell.told(bob.id)).toEqual([]);
    await inOrder([after, left, before]);
    expect(await bell.unread(bob.id)).toBe(1);
    expect(bell.heard(bob.id)).toHaveLength(2);
  });
});
