import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { liveEvents, messaging, type EventEnvelope } from '@parley/contracts';
import { cardOf, MessagingHarness, type Person } from './messaging.harness.js';

describe('the end of typing', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  const type = (who: Person, conversation: messaging.ConversationRef, isTyping: boolean, wasTold?: boolean) =>
    harness.call(messaging.setTyping, { origin: who.origin, conversation, isTyping, wasTold });

  const toldEndOf = async (who: Person, subject: string) => {
    const isIt = (event: EventEnvelope<unknown>) =>
      event.subject === subject && event.origin?.userId === who.id && !(event.payload as { isTyping: boolean }).isTyping;
    return (await harness.bus.signal(liveEvents, (events) => events.some(isIt))).find(isIt)?.payload;
  };

  it('C35 reaches a room from whoever typed there and has left', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { conversation } = await harness.room(anna, [ben], {});
    expect(await type(ben, { id: conversation.id }, true)).toEqual({ isTold: true });
    await harness.call(messaging.leaveRoom, { origin: ben.origin, conversationId: conversation.id });
    await expect(type(ben, { num: conversation.num }, false)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await type(ben, { num: conversation.num }, false, true);
    expect(await toldEndOf(ben, messaging.typingChanged.subject)).toMatchObject({ conversation: { id: conversation.id }, user: cardOf(ben) });
  });

  it('C31 passes a block that came meanwhile, as nothing else of typing does', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const id = await harness.direct(anna, ben);
    for (const [blocker, blocked] of [
      [anna, ben],
      [cleo, ben],
    ] as const) {
      await type(ben, { directWith: { id: blocker.id } }, true);
      const block = { blockerId: blocker.id, blockedId: blocked.id, isStanding: true, changedAt: new Date().toISOString() };
      await harness.call(messaging.mirrorBlock, block);
      expect(await type(ben, { directWith: { id: blocker.id } }, true, true)).toBeNull();
      expect(await type(ben, { directWith: { id: blocker.id } }, false)).toBeNull();
      expect(await type(ben, { directWith: { id: blocker.id } }, false, true)).toEqual({ isTold: true });
    }
    expect(await toldEndOf(ben, messaging.typingChanged.subject)).toMatchObject({ conversation: { id } });
    expect(await toldEndOf(ben, messaging.typingTowardChanged.subject)).toMatchObject({ recipient: cardOf(cleo) });
  });
});
