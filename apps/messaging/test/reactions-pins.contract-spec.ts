import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { liveEvents, messaging, newId } from '@parley/contracts';
import { cardOf, historyInput, MessagingHarness, type Person } from './messaging.harness.js';

/** What a reaction shows of a person. */
const reactor = ({ id, username, displayName }: Person) => ({ id, username, displayName });

describe('reactions, pins and typing', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  type Id = messaging.Message['id'];
  const react = (who: Person, messageId: Id, emoji: string, replacesOthers: boolean) =>
    harness.call(messaging.reactToMessage, { origin: who.origin, messageId, conversationId: null, emoji, replacesOthers });

  it('C52 keeps a set; ConnectBest replaces; repeating changes nothing', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const { id: messageId } = await harness.say(anna, id, 'hi');
    await react(ben, messageId, '👍', false);
    await react(ben, messageId, '👍', false);
    const { message, reaction } = await react(ben, messageId, '❤️', false);
    expect(reaction).toEqual({ user: reactor(ben), emoji: '❤️', createdAt: expect.any(String) });
    expect(message.reactions.map(({ emoji }) => emoji)).toEqual(['👍', '❤️']);
    expect((await react(ben, messageId, '🚀', true)).message.reactions.map(({ emoji }) => emoji)).toEqual(['🚀']);
    const page = await harness.call(messaging.listMessages, historyInput(anna, { id }, {}));
    expect(page?.messages[0]?.reactions).toMatchObject([{ user: reactor(ben), emoji: '🚀' }]);
    await harness.bus.event(messaging.reactionAdded, (payload) => payload.message.id === messageId && payload.reaction.emoji === '🚀');
    const told = harness.bus.eventsOf(messaging.reactionAdded).filter(({ payload }) => payload.message.id === messageId);
    expect(told.map(({ payload }) => [payload.reaction.emoji, payload.seq, payload.replaced?.map(({ emoji }) => emoji)])).toEqual([
      ['👍', 2, []],
      ['❤️', 3, []],
      ['🚀', 4, ['👍', '❤️']],
    ]);

    const remove = { origin: ben.origin, messageId, conversationId: id };
    await expect(harness.call(messaging.removeReactions, { ...remove, emoji: '👍' })).rejects.toMatchObject({ code: 'REACTION_NOT_FOUND' });
    expect(await harness.call(messaging.removeReactions, { ...remove, emoji: null })).toMatchObject({ reactions: [] });
    const removed = await harness.bus.event(messaging.reactionRemoved, (payload) => payload.message.id === messageId);
    expect(removed.payload).toMatchObject({ removed: [{ emoji: '🚀' }], seq: 5, message: { reactions: [] } });
    await expect(react(ben, messageId, ':heart:', false)).rejects.toMatchObject({ code: 'EMOJI_INVALID' });
    await expect(react(ben, newId(), '👍', false)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
  });

  it('C52 who replaces his reactions leaves those of others', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { id: messageId } = await harness.say(anna, await harness.direct(anna, ben), 'hi');
    await react(anna, messageId, '👍', false);
    await react(ben, messageId, '👍', false);
    const { message } = await react(ben, messageId, '🚀', true);
    expect(message.reactions).toMatchObject([
      { user: reactor(anna), emoji: '👍' },
      { user: reactor(ben), emoji: '🚀' },
    ]);
  });

  it('A-V1-20 takes twenty of one person at most, and then what he has already, what replaces them, and others', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { id: messageId } = await harness.say(anna, await harness.direct(anna, ben), 'hi');
    const emojis = Array.from({ length: messaging.maxReactions + 1 }, (_, n) => String.fromCodePoint(0x1f600 + n));
    const [last = ''] = emojis.splice(-1);
    for (const emoji of emojis) await react(ben, messageId, emoji, false);
    await expect(react(ben, messageId, last, false)).rejects.toMatchObject({ code: 'REACTION_LIMIT_REACHED', details: { limit: 20 } });
    expect((await react(ben, messageId, emojis[0] ?? '', false)).message.reactions).toHaveLength(20);
    expect((await react(anna, messageId, last, false)).message.reactions).toHaveLength(21);
    expect((await react(ben, messageId, last, true)).message.reactions).toHaveLength(2);
  });

  it('A-V1-20 takes a thousand of all, and tells them whatever the people are called', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { id: messageId } = await harness.say(anna, await harness.direct(anna, ben), 'hi');
    await harness.database.query(
      `WITH people AS (
         INSERT INTO user_mirror (id, num, username, display_name, avatar_url, updated_at)
         SELECT gen_random_uuid(), -n, 'crowd-' || n, repeat('🦔', 100), 'https://example.com/' || repeat('x', 2000), now() FROM generate_series(2, $2) AS n
         RETURNING id
       ) INSERT INTO reaction (message_id, user_id, emoji, created_at) SELECT $1, id, '🏴󠁧󠁢󠁷󠁬󠁳󠁿', now() FROM people`,
      [messageId, messaging.maxReactionsOfAll],
    );
    expect((await react(ben, messageId, '👍', true)).message.reactions).toHaveLength(messaging.maxReactionsOfAll);
    const told = await harness.bus.event(messaging.reactionAdded, ({ message }) => message.id === messageId);
    expect(told.payload.message.reactions).toHaveLength(messaging.maxReactionsOfAll);
    for (const replacesOthers of [true, false])
      await expect(react(anna, messageId, '👍', replacesOthers)).rejects.toMatchObject({ code: 'REACTION_LIMIT_REACHED', details: { limit: 1_000 } });
    expect((await react(ben, messageId, '🚀', true)).message.reactions).toHaveLength(messaging.maxReactionsOfAll);
  });

  it('pins ten at most, however many come at once, and tells of each', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { conversation } = await harness.room(anna, [ben], {});
    const { id } = conversation;
    const messages = await Promise.all(Array.from({ length: 12 }, (_, n) => harness.say(ben, id, `m ${n}`)));
    const pin = (who: Person, messageId: Id) => harness.call(messaging.pinMessage, { origin: who.origin, messageId, conversationId: id });
    await expect(pin(ben, messages[0]?.id ?? newId())).rejects.toMatchObject({ code: 'ROLE_REQUIRED' });
    const results = await Promise.allSettled(messages.map((message) => pin(anna, message.id)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code: string }).code] : []));
    expect(refused).toEqual(['PIN_LIMIT_REACHED', 'PIN_LIMIT_REACHED']);

    const pins = await harness.call(messaging.listPins, { viewerId: ben.id, conversationId: id });
    expect(pins).toHaveLength(10);
    expect(pins.every(({ isPinned }) => isPinned)).toBe(true);
    const [top] = pins;
    if (top === undefined) throw new Error('no pin');
    await pin(anna, top.id);
    const act = { origin: anna.origin, messageId: top.id, conversationId: id };
    await harness.call(messaging.unpinMessage, act);
    await expect(harness.call(messaging.unpinMessage, act)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    await harness.bus.event(messaging.messageUpdated, ({ message, cause }) => message.id === top.id && cause === 'unpinned');
    const page = await harness.call(messaging.listMessages, historyInput(ben, { id }, { limit: 100 }));
    const spoken = (text: string) => page?.messages.filter(({ type, body }) => type === 'system' && body.kind === 'plain' && body.text === text);
    expect(spoken(`${anna.displayName} pinned a message`)).toHaveLength(10);
    expect(spoken(`${anna.displayName} unpinned a message`)).toHaveLength(1);
  });

  it('lets both pin in a direct conversation, without a system message', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const { id: messageId } = await harness.say(anna, id, 'keep');
    await harness.call(messaging.pinMessage, { origin: ben.origin, messageId, conversationId: id });
    const page = await harness.call(messaging.listMessages, historyInput(anna, { id }, {}));
    expect(page?.messages).toMatchObject([{ id: messageId, isPinned: true }]);
  });

  it('C31 nobody reacts before one who blocks him, or whom he blocks; both still take back what they said', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const conversationId = await harness.direct(anna, ben);
    const { id: messageId } = await harness.say(ben, conversationId, 'before');
    const of = ({ origin }: Person) => ({ origin, messageId, conversationId });
    const react = (person: Person) => harness.call(messaging.reactToMessage, { ...of(person), emoji: '👎', replacesOthers: true });
    await react(ben);
    const block = { blockerId: anna.id, blockedId: ben.id, isStanding: true, changedAt: new Date().toISOString() };
    await harness.call(messaging.mirrorBlock, block);
    for (const person of [anna, ben]) await expect(react(person)).rejects.toMatchObject({ code: 'BLOCKED' });
    await harness.call(messaging.removeReactions, { ...of(ben), emoji: null });
    await harness.call(messaging.deleteMessage, { ...of(ben), scope: 'everyone' });
  });

  it('C35 signals typing of members, and stores nothing', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const id = await harness.direct(anna, ben);
    await harness.call(messaging.setTyping, { origin: anna.origin, conversation: { directWith: { id: ben.id } }, isTyping: true });
    const isIt = ({ subject, payload }: { readonly subject: string; readonly payload: unknown }) =>
      subject === messaging.typingChanged.subject && (payload as { user: Person }).user.id === anna.id;
    const live = await harness.bus.signal(liveEvents, (events) => events.some(isIt));
    expect(live.find(isIt)).toMatchObject({ origin: anna.origin, payload: { conversation: { id }, user: cardOf(anna), isTyping: true } });
    const stranger = { origin: cleo.origin, conversation: { id }, isTyping: true };
    await expect(harness.call(messaging.setTyping, stranger)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await harness.call(messaging.setTyping, { ...stranger, conversation: { directWith: { id: ben.id } } });
    const isToward = ({ subject }: { readonly subject: string }) => subject === messaging.typingTowardChanged.subject;
    const toward = (await harness.bus.signal(liveEvents, (events) => events.some(isToward))).find(isToward);
    expect(toward?.payload).toEqual({ recipient: cardOf(ben), user: cardOf(cleo), isTyping: true });
    expect(await harness.database.query('SELECT 1 FROM member WHERE user_id = $1', [cleo.id])).toEqual([]);

    const block = { blockerId: anna.id, blockedId: ben.id, isStanding: true, changedAt: new Date().toISOString() };
    await harness.call(messaging.mirrorBlock, block);
    expect(await harness.call(messaging.setTyping, { origin: ben.origin, conversation: { id }, isTyping: true })).toBeNull();
    const { conversation: room } = await harness.room(ben, [cleo], {});
    await harness.call(messaging.setTyping, { origin: ben.origin, conversation: { id: room.id }, isTyping: true });
    const ofBen = (events: readonly { readonly subject: string; readonly payload: unknown }[]) =>
      events.find(({ subject, payload }) => subject === messaging.typingChanged.subject && (payload as { user: Person }).user.id === ben.id);
    const first = await harness.bus.signal(liveEvents, (events) => ofBen(events) !== undefined);
    expect(ofBen(first)).toMatchObject({ payload: { conversation: { id: room.id } } });
    expect(await harness.database.query(`SELECT 1 FROM outbox WHERE envelope ->> 'subject' LIKE '%typing%'`)).toEqual([]);
  });
});
