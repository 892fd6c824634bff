import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { liveEvents, messaging, newId, type EventEnvelope } from '@parley/contracts';
import { cardOf, historyInput, MessagingHarness, textInput } from './messaging.harness.js';

interface StoredRow {
  readonly seq: number;
  readonly body: unknown;
  readonly metadata: unknown;
  readonly origin_dialect: string;
  readonly change_type: string;
  readonly envelope: EventEnvelope<{ readonly message: messaging.Message }>;
}

describe('messaging.sendMessage', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  it('answers, stores, logs, publishes and hints one message', async () => {
    const { bus, database } = harness;
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const input = { ...textInput(anna, { id }, 'hello\r\n\u0007ben 👋'), metadata: { draft: 1 }, clientKey: 'k-1' };
    const { message, conversation, isNew } = await harness.call(messaging.sendMessage, input);

    expect(isNew).toBe(true);
    expect(message).toMatchObject({ conversationId: id, seq: 1, sender: cardOf(anna), type: 'text', body: { kind: 'plain', text: 'hello\nben 👋' } });
    expect(message).toMatchObject({ metadata: { draft: 1 }, reactions: [], threadRootId: null, replyToId: null, editedAt: null, deletedAt: null });
    expect(conversation).toMatchObject({ id, kind: 'direct', title: null });
    expect(conversation.pair).toEqual(expect.arrayContaining([cardOf(anna), cardOf(ben)]));

    const rows = await database.query<StoredRow>(
      `SELECT m.seq, m.body, m.metadata, m.origin_dialect, c.type AS change_type, o.envelope FROM message m
         JOIN change c ON c.message_id = m.id AND c.seq = m.seq JOIN outbox o ON o.envelope #>> '{payload,message,id}' = m.id::text WHERE m.id = $1`,
      [message.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      seq: 1,
      body: message.body,
      metadata: { draft: 1 },
      origin_dialect: 'v1',
      change_type: messaging.messageSent.subject,
    });
    expect(rows[0]?.envelope.payload.message).toEqual(message);

    const event = await bus.event(messaging.messageSent, (payload) => payload.message.id === message.id);
    expect(event).toMatchObject({ origin: anna.origin, occurredAt: message.sentAt, payload: { message, conversation, clientKey: 'k-1' } });
    const live = await bus.signal(liveEvents, (events) => events.some(({ id: eventId }) => eventId === event.id));
    expect(live.find(({ id: eventId }) => eventId === event.id)).toEqual(event);
    const page = await harness.call(messaging.listMessages, historyInput(ben, { id }, {}));
    expect(page).toMatchObject({ messages: [message], conversation });
  });

  it('opens a direct conversation that is missing, named by id, number or name', async () => {
    const [anna, ben, cleo, dora] = await harness.people('anna', 'ben', 'cleo', 'dora');
    const refs = [{ id: ben.id }, { num: cleo.num }, { username: dora.username.toUpperCase() }];
    const sent = await Promise.all(refs.map((directWith) => harness.call(messaging.sendMessage, textInput(anna, { directWith }, 'hi'))));
    expect(sent.map(({ message }) => message.seq)).toEqual([1, 1, 1]);
    for (const [index, other] of [ben, cleo, dora].entries()) {
      expect(sent[index]?.conversation.pair).toEqual(expect.arrayContaining([cardOf(anna), cardOf(other)]));
      const again = await harness.call(messaging.sendMessage, textInput(other, { directWith: { id: anna.id } }, 'back'));
      expect(again.message).toMatchObject({ conversationId: sent[index]?.conversation.id, seq: 2 });
      await harness.bus.event(messaging.conversationCreated, ({ conversation }) => conversation.id === again.conversation.id);
    }
  });

  it('reaches a room by its number', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { conversation } = await harness.room(anna, [ben], {});
    const { message } = await harness.call(messaging.sendMessage, textInput(ben, { num: conversation.num }, 'hi all'));
    expect(message).toMatchObject({ conversationId: conversation.id, sender: cardOf(ben) });
  });

  it('fails only the bad ones of a batch, each with its own code', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const id = await harness.direct(anna, ben);
    const elsewhere = await harness.say(anna, await harness.direct(anna, cleo), 'elsewhere');
    const { conversation: gone } = await harness.room(anna, [ben], {});
    const { conversation: secret } = await harness.room(anna, [ben], {});
    await harness.database.query('UPDATE conversation SET deleted_at = now() WHERE id = $1', [gone.id]);
    await harness.database.query('UPDATE conversation SET is_encryption_required = true WHERE id = $1', [secret.id]);
    const ok = (text: string) => textInput(anna, { id }, text);
    const cases: readonly (readonly [string | null, messaging.SendMessageInput])[] = [
      [null, ok('first')],
      ['MESSAGE_EMPTY', ok(' \n\t ')],
      ['MESSAGE_TOO_LONG', ok('x'.repeat(10_001))],
      [null, ok('😀'.repeat(10_000))],
      ['CONVERSATION_NOT_FOUND', textInput(anna, { id: newId() }, 'hi')],
      ['CONVERSATION_NOT_FOUND', textInput(anna, { num: 999_999_999 }, 'hi')],
      ['CONVERSATION_NOT_FOUND', textInput(anna, { id: gone.id }, 'hi')],
      ['NOT_A_MEMBER', textInput(cleo, { id }, 'let me in')],
      ['USER_NOT_FOUND', textInput(anna, { directWith: { id: newId() } }, 'hi')],
      ['USER_NOT_FOUND', textInput(anna, { directWith: { username: 'nobody_at_all' } }, 'hi')],
      ['SELF_TARGETED', textInput(anna, { directWith: { num: anna.num } }, 'me')],
      ['MESSAGE_NOT_FOUND', { ...ok('re'), replyToId: newId() }],
      ['MESSAGE_NOT_FOUND', { ...ok('re'), replyToId: elsewhere.id }],
      // Nobody answers for files here; the others of the batch do not mind.
      ['SERVICE_UNAVAILABLE', { ...ok('f'), attachments: [{ fileId: newId(), url: null, kind: null }] }],
      ['ATTACHMENT_INVALID', { ...ok('f'), attachments: [{ fileId: null, url: 'javascript:alert(1)', kind: null }] }],
      ['ENCRYPTION_REQUIRED', textInput(anna, { id: secret.id }, 'in the clear')],
      [null, { ...textInput(anna, { id: secret.id }, ''), body: { kind: 'cipher', scheme: 'chatrooms', data: 'q83v', iv: 'aXY=', keyVersion: 1 } }],
      ['INPUT_INVALID', { ...ok('x'), type: 'system' as 'text' }],
      ['INPUT_INVALID', { ...ok('x'), metadata: { big: 'x'.repeat(8_200) } }],
      [null, { ...ok('bad \ud800 half'), metadata: { 'k\0': 'v\0\udc00' } }],
      [null, ok('last')],
    ];
    const results = await Promise.allSettled(cases.map(([, input]) => harness.call(messaging.sendMessage, input)));
    const codes = results.map((result) => (result.status === 'rejected' ? (result.reason as { code: string }).code : null));
    expect(codes).toEqual(cases.map(([code]) => code));
    const seqs = results.flatMap((result) =>
      result.status === 'fulfilled' && result.value.conversation.id === id ? [result.value.message.seq] : [],
    );
    expect(seqs).toEqual([1, 2, 3, 4]);
  });

  it('keeps ciphertext and an external attachment as they came', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const body = { kind: 'cipher', scheme: 'v1', data: 'AAEC/w==', iv: null, keyVersion: null } as const;
    const attachments = [{ fileId: null, url: '/files/a%20b.PNG?x=1', kind: null }];
    const { message } = await harness.call(messaging.sendMessage, { ...textInput(anna, { id }, ''), type: 'image', body, attachments });
    expect(message).toMatchObject({
      type: 'image',
      body,
      attachments: [{ url: '/files/a%20b.PNG?x=1', name: 'a b.PNG', mime: 'image/png', kind: 'image' }],
    });
    const page = await harness.call(messaging.listMessages, historyInput(anna, { id }, {}));
    expect(page?.messages).toEqual([message]);
  });

  it('stores metadata as the client chose it, whatever its keys, to a depth that cannot hurt', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const metadata = JSON.parse(
      `{"constructor":"x","toString":1,"__proto__":{"a":1},"nested":{"constructor":{"b":null}},"deep":${nested(31)}}`,
    ) as Record<string, unknown>;
    const { message } = await harness.call(messaging.sendMessage, { ...textInput(anna, { id }, 'odd'), metadata });
    const sorted = (value: Readonly<Record<string, unknown>>) =>
      Object.entries(value)
        .map(([key, inner]) => `${key}=${JSON.stringify(inner)}`)
        .sort();
    expect(sorted(message.metadata)).toEqual(sorted(metadata));
    const tooDeep = { deep: JSON.parse(nested(32)) as unknown };
    await expect(harness.call(messaging.sendMessage, { ...textInput(anna, { id }, 'deep'), metadata: tooDeep })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('C51 attaches thread replies to their root and counts them', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const root = await harness.say(anna, id, 'root');
    const reply = async (replyToId: messaging.Message['id'], isThreadReply: boolean) =>
      (await harness.call(messaging.sendMessage, { ...textInput(ben, { id }, 're'), replyToId, isThreadReply })).message;
    const first = await reply(root.id, true);
    const nested = await reply(first.id, true);
    const quoteOfReply = await reply(nested.id, false);
    const quoteOfRoot = await reply(root.id, false);
    expect([first, nested, quoteOfReply, quoteOfRoot].map(({ threadRootId }) => threadRootId)).toEqual([root.id, root.id, root.id, null]);
    const page = await harness.call(messaging.listMessages, historyInput(anna, { id }, { withThreadReplies: false }));
    expect(page?.messages.map(({ id: shown, threadCount }) => [shown, threadCount])).toEqual([
      [quoteOfRoot.id, 0],
      [root.id, 3],
    ]);
  });
});
