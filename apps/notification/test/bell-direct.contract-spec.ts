import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId, notification, type UserId } from '@parley/contracts';
import { eventually } from '@parley/testing';
import { BellHarness } from './bell.harness.js';
import { called, direct, message, person, sent } from './bell-events.js';

const ada = person('Ada');

/** A direct message from Ada that names its reader: messaging says that it was sent, and that it calls him. */
const naming = () => {
  const bob = person('Bob');
  const conversation = direct(ada, bob);
  const words = message(ada, conversation.id, 'hi @bob', 1);
  const { id, body, attachments } = words;
  return {
    bob,
    conversation,
    news: sent(words, conversation),
    call: called({ kind: 'mention', message: { id, body, attachments } }, conversation, ada, [bob.id], 1),
  };
};

/** The two events keep no order. */
const orders = [['sent first'], ['called first']] as const;

/** Levels, none set and muted ones among them, at which every direct message is told. */
const heard = [
  [true, null],
  [true, 'all'],
  [true, 'nothing'],
  [false, 'all'],
] as const;

describe('a direct message that names its reader (A-CB-80)', () => {
  let bell: BellHarness;
  beforeAll(async () => void (bell = await BellHarness.start(2)));
  afterAll(() => bell.close());

  const hear = (userId: UserId, isEnabled: boolean, mentions: messaging.MentionLevel) => {
    const levels = [{ targetId: ada.id, isEnabled, mentions, changedAt: new Date().toISOString() }];
    return bell.service.bus.call(notification.mirrorLevels, { userId, levels });
  };
  const publish = async (order: string, { news, call }: ReturnType<typeof naming>, between?: () => Promise<unknown>) => {
    const steps = [() => bell.publish(messaging.messageSent, news, 2), () => bell.publish(messaging.attentionCalled, call, 2)];
    const [first, second] = order === 'sent first' ? steps : steps.reverse();
    await first?.();
    await between?.();
    await second?.();
  };
  const kinds = async (userId: UserId) => (await bell.told(userId)).map(({ kind }) => kind);

  it.each(orders)('is one message to who hears of everything, muted or not; %s', async (order) => {
    for (const [isEnabled, mentions] of heard) {
      const event = naming();
      if (mentions !== null) await hear(event.bob.id, isEnabled, mentions);
      await publish(order, event);
      expect(await kinds(event.bob.id)).toEqual(['message']);
      expect(await bell.unread(event.bob.id)).toBe(1);
    }
  });

  it.each(orders)('is a mention to who hears of mentions only, and any other is nothing; %s', async (order) => {
    const event = naming();
    const { bob, conversation } = event;
    await hear(bob.id, true, 'mentions');
    await bell.publish(messaging.messageSent, sent(message(ada, conversation.id, 'hi', 2), conversation), 1);
    expect(await kinds(bob.id)).toEqual([]);
    await publish(order, event);
    expect(await bell.told(bob.id)).toEqual([
      expect.objectContaining({ kind: 'mention', title: 'Ada mentioned you', body: 'hi @bob', conversationId: conversation.id }),
    ]);
    await eventually(() => expect(bell.heard(bob.id)).toHaveLength(1), 5_000);
  });

  it.each([
    ['sent first', 'all', 'mentions', 'message'],
    ['called first', 'mentions', 'all', 'mention'],
  ] as const)('is told once when the level changes between the events; %s', async (order, before, after, kind) => {
    const event = naming();
    await hear(event.bob.id, true, before);
    await publish(order, event, () => hear(event.bob.id, true, after));
    // Nor does another event of the same message tell it again.
    await bell.publish(messaging.attentionCalled, { ...event.call, id: newId() }, 1);
    expect(await kinds(event.bob.id)).toEqual([kind]);
  });
});
