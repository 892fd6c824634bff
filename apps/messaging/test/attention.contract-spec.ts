import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId, user, type ConversationId, type UserId } from '@parley/contracts';
import { eventually } from '@parley/testing';
import { MessagingHarness, textInput, type Person } from './messaging.harness.js';

type Kind = messaging.AttentionCause['kind'];

describe('whom an event concerns', () => {
  let harness: MessagingHarness;
  let anna: Person;
  let ben: Person;
  let cid: Person;
  let stranger: Person;
  let roomId: ConversationId;
  /** Who is there; everybody else is offline. */
  const online = new Set<UserId>();

  beforeAll(async () => {
    harness = await MessagingHarness.start(2);
    [anna, ben, cid, stranger] = await harness.people('anna', 'ben', 'cid', 'stranger');
    harness.bus.answer(user.getPresences, ({ userIds }) =>
      userIds.map((userId) => ({ userId, status: online.has(userId) ? 'online' : 'offline', statusMessage: null, lastSeenAt: null }) as const),
    );
    roomId = (await harness.room(anna, [ben, cid], {})).conversation.id;
  });
  afterAll(() => harness.close());

  /** All that was committed is in the stream. */
  const published = () =>
    eventually(async () => expect(await harness.database.query('SELECT envelope FROM outbox WHERE published_at IS NULL')).toEqual([]), 10_000);

  /** Everybody called so far of a message, room or reaction, by kind; once all there is has been handled. */
  const called = async (kind: Kind, about: string): Promise<readonly UserId[]> => {
    await published();
    await harness.bus.consumed(messaging.messageSent);
    await published();
    await harness.bus.settled();
    return harness.bus
      .eventsOf(messaging.attentionCalled)
      .map(({ payload }) => payload)
      .filter(({ cause, conversation }) => cause.kind === kind && ('message' in cause ? cause.message.id : conversation.id) === about)
      .flatMap(({ userIds }) => userIds)
      .sort();
  };
  const say = async (sender: Person, text: string) => (await harness.say(sender, roomId, text)).id;
  const ids = (...people: Person[]) => people.map(({ id }) => id).sort();

  it('mention: by username, display name, address, or all of them; never oneself or who is no member', async () => {
    const address = 'ben@example.org';
    await harness.call(messaging.mirrorUser, { ...ben, email: address, updatedAt: new Date(Date.now() + 1_000).toISOString() });
    for (const [text, people] of [
      [`hi @${ben.username}!`, [ben]],
      [`hi @"${cid.displayName}"`, [cid]],
      [`hi @${cid.displayName.replace(' ', '').toUpperCase()}`, [cid]],
      [`write to @${address}, please`, [ben]],
      [`@${ben.username} @${cid.username} @${ben.username}`, [ben, cid]],
      ['@channel lunch', [ben, cid]],
      [`@${anna.username} @${stranger.username} @nobody`, []],
      [`\`@${ben.username}\``, []],
    ] as const)
      expect([text, await called('mention', await say(anna, text))]).toEqual([text, ids(...people)]);
  });

  it.each([
    ['ΝΙΚΟΣ', '@"νικος"'],
    ['İpek Groß', '@"IPEK GROSS"'],
    ['Zoe\u0308', '@ZOË!'],
    ['हिन्दी', '(@हिन्दी)'],
    ["Meg O'Hara", "@MegO'Hara"],
  ])('mention: %s, written %s (A-CB-33)', async (displayName, text) => {
    await harness.call(messaging.mirrorUser, { ...ben, displayName, updatedAt: new Date(Date.now() + 2_000).toISOString() });
    expect(await called('mention', await say(anna, text))).toEqual([ben.id]);
  });

  it('mention: people named without a space between them', async () => {
    expect(await called('mention', await say(anna, `@${ben.username},@${cid.username}`))).toEqual(ids(ben, cid));
  });

  it('mention: @here calls who is there', async () => {
    online.add(cid.id);
    expect(await called('mention', await say(anna, '@here lunch'))).toEqual(ids(cid));
    expect(await called('mention', await say(anna, `@here, @${ben.username}`))).toEqual(ids(ben, cid));
  });

  it('mention: an edit calls whom the text now names', async () => {
    const id = await say(anna, 'hi');
    await harness.call(messaging.editMessage, {
      ...{ origin: anna.origin, messageId: id, conversationId: null },
      body: { kind: 'plain', text: `hi @${ben.username}` },
    });
    expect(await called('mention', id)).toEqual(ids(ben));
  });

  it('mention: the other of a direct conversation who is named, and nobody of its threads', async () => {
    const direct = await harness.direct(anna, ben);
    const root = await harness.say(ben, direct, 'root');
    const reply = { ...textInput(anna, { id: direct }, `@${ben.username} @${anna.username}`), replyToId: root.id, isThreadReply: true };
    const { message } = await harness.call(messaging.sendMessage, reply);
    expect([await called('mention', message.id), await called('thread_reply', message.id)]).toEqual([ids(ben), []]);
    const plain = await harness.call(messaging.sendMessage, { ...reply, body: { kind: 'plain', text: `@${stranger.username} hi` } });
    expect([await called('mention', plain.message.id), await called('thread_reply', plain.message.id)]).toEqual([[], []]);
    const { id } = await harness.say(anna, direct, 'hi');
    await harness.call(messaging.editMessage, {
      ...{ origin: anna.origin, messageId: id, conversationId: null },
      body: { kind: 'plain', text: `hi @${ben.username}` },
    });
    expect(await called('mention', id)).toEqual(ids(ben));
  });

  it('mention: nobody across a block or in ciphertext', async () => {
    const dan = await harness.person('dan');
    await harness.call(messaging.addMembers, { origin: anna.origin, conversationId: roomId, memberIds: [dan.id], role: 'member' });
    await harness.call(messaging.mirrorBlock, { blockerId: dan.id, blockedId: anna.id, isStanding: true, changedAt: new Date().toISOString() });
    expect(await called('mention', await say(anna, `@${dan.username} @channel`))).toEqual(ids(ben, cid));
    expect(await called('mention', await say(dan, `@${anna.username}`))).toEqual([]);
    const cipher = {
      kind: 'cipher' as const,
      scheme: 'v1' as const,
      data: Buffer.from(`@${ben.username}`).toString('base64'),
      iv: null,
      keyVersion: null,
    };
    const { message } = await harness.call(messaging.sendMessage, { ...textInput(anna, { id: roomId }, ''), body: cipher });
    expect(await called('mention', message.id)).toEqual([]);
  });

  it('thread_reply: who began the thread or wrote in it, but for those named and those who left', async () => {
    const [eve, fay] = await harness.people('eve', 'fay');
    await harness.call(messaging.addMembers, { origin: anna.origin, conversationId: roomId, memberIds: [eve.id, fay.id], role: 'member' });
    const root = await say(anna, 'root');
    const reply = async (sender: Person, text: string) => {
      const input = { ...textInput(sender, { id: roomId }, text), replyToId: root, isThreadReply: true };
      return (await harness.call(messaging.sendMessage, input)).message.id;
    };
    expect(await called('thread_reply', await reply(ben, 'one'))).toEqual(ids(anna));
    expect(await called('thread_reply', await reply(eve, 'two'))).toEqual(ids(anna, ben));
    await harness.call(messaging.leaveRoom, { origin: eve.origin, conversationId: roomId });
    const named = await reply(cid, `three @${ben.username}`);
    expect([await called('thread_reply', named), await called('mention', named)]).toEqual([ids(anna), ids(ben)]);
    expect(await called('thread_reply', await reply(anna, 'four'))).toEqual(ids(ben, cid));
    // A quote is no thread (C51).
    const quote = await harness.call(messaging.sendMessage, { ...textInput(fay, { id: roomId }, 'five'), replyToId: root });
    expect(await called('thread_reply', quote.message.id)).toEqual([]);
  });

  it('thread_reply: not who wrote in the thread only after it, however late it is handled', async () => {
    const root = await say(anna, 'root');
    const reply = async (sender: Person) => {
      const input = { ...textInput(sender, { id: roomId }, 'a reply'), replyToId: root, isThreadReply: true };
      return (await harness.call(messaging.sendMessage, input)).message.id;
    };
    const early = await reply(ben);
    await reply(cid);
    const event = await harness.bus.event(messaging.messageSent, ({ message }) => message.id === early);
    await harness.bus.publish(messaging.messageSent, { ...event, id: newId() });
    expect(await called('thread_reply', early)).toEqual([anna.id, anna.id]);
  });

  it('reaction: the author, unless it is his own or he is gone', async () => {
    const react = (person: Person, messageId: messaging.Message['id'], emoji: string) =>
      harness.call(messaging.reactToMessage, { origin: person.origin, messageId, conversationId: null, emoji, replacesOthers: false });
    const [mine, his] = [await say(anna, 'mine'), await say(ben, 'his')];
    await react(ben, mine, '👍');
    await react(ben, mine, '👍');
    await react(anna, mine, '🎉');
    expect(await called('reaction', mine)).toEqual(ids(anna));
    await harness.call(messaging.removeMember, { origin: anna.origin, conversationId: roomId, userId: ben.id });
    await react(anna, his, '👍');
    expect(await called('reaction', his)).toEqual([]);
  });

  it('channel_added: who is brought in, once; not who comes by himself', async () => {
    const { conversation } = await harness.room(anna, [ben], { visibility: 'public' });
    await harness.call(messaging.joinRoom, { origin: cid.origin, conversationId: conversation.id });
    for (let n = 0; n < 2; n++)
      await harness.call(messaging.addMembers, {
        origin: anna.origin,
        conversationId: conversation.id,
        memberIds: [stranger.id, ben.id],
        role: 'member',
      });
    expect(await called('channel_added', conversation.id)).toEqual(ids(ben, stranger));
  });

  it('says it once, whatever is delivered again', async () => {
    const id = await say(anna, `@${cid.username}`);
    const event = await harness.bus.event(messaging.messageSent, ({ message }) => message.id === id);
    for (let n = 0; n < 3; n++) await harness.bus.publish(messaging.messageSent, event);
    expect(await called('mention', id)).toEqual(ids(cid));
  });
});
