import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId } from '@parley/contracts';
import { historyInput, MessagingHarness, textInput, type Person } from './messaging.harness.js';

const plain = (text: string) => ({ kind: 'plain', text }) as const;

describe('messaging.editMessage', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  const edit = (editor: Person, messageId: messaging.Message['id'], text: string, dialect: 'v1' | 'connectbest') =>
    harness.call(messaging.editMessage, { origin: { ...editor.origin, dialect }, messageId, conversationId: null, body: plain(text) });

  it('answers, stores, keeps the old body, logs and publishes', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const sent = await harness.say(anna, id, 'one');
    await edit(anna, sent.id, 'two', 'v1');
    const edited = await edit(anna, sent.id, 'three', 'v1');
    expect(edited).toEqual({ ...sent, body: plain('three'), editedAt: expect.stringMatching(/Z$/) });

    const page = await harness.call(messaging.listMessages, historyInput(ben, { id }, {}));
    expect(page?.messages).toEqual([edited]);
    const revisions = await harness.database.query('SELECT n, body, written_at FROM message_revision WHERE message_id = $1 ORDER BY n', [sent.id]);
    expect(revisions).toMatchObject([
      { n: 1, body: plain('one'), written_at: new Date(sent.sentAt) },
      { n: 2, body: plain('two') },
    ]);
    const event = await harness.bus.event(messaging.messageUpdated, ({ seq, message }) => message.id === sent.id && seq === 3);
    expect(event).toMatchObject({ origin: anna.origin, payload: { message: edited, cause: 'edited', conversation: { id } } });
    const sync = await harness.call(messaging.syncChanges, { viewerId: ben.id, cursors: { [id]: 1 }, limit: 10 });
    expect(sync.changes).toMatchObject([
      { seq: 2 },
      { seq: 3, type: messaging.messageUpdated.subject, payload: { cause: 'edited', message: edited } },
    ]);
  });

  it('C53 is for the author alone, through ConnectBest for 24 hours', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const id = await harness.direct(anna, ben);
    const sent = await harness.say(anna, id, 'one');
    await expect(edit(ben, sent.id, 'mine', 'v1')).rejects.toMatchObject({ code: 'MESSAGE_EDIT_DENIED' });
    await expect(edit(cleo, sent.id, 'mine', 'v1')).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(edit(anna, newId(), 'x', 'v1')).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    await expect(edit(anna, sent.id, '  ', 'v1')).rejects.toMatchObject({ code: 'MESSAGE_EMPTY' });
    await expect(edit(anna, sent.id, 'x'.repeat(10_001), 'v1')).rejects.toMatchObject({ code: 'MESSAGE_TOO_LONG' });
    await harness.database.query(`UPDATE message SET created_at = now() - interval '24 hours 1 second' WHERE id = $1`, [sent.id]);
    await expect(edit(anna, sent.id, 'late', 'connectbest')).rejects.toMatchObject({ code: 'EDIT_WINDOW_EXPIRED' });
    expect(await edit(anna, sent.id, 'late', 'v1')).toMatchObject({ body: plain('late') });
    await harness.database.query('UPDATE conversation SET is_encryption_required = true WHERE id = $1', [id]);
    await expect(edit(anna, sent.id, 'clear', 'v1')).rejects.toMatchObject({ code: 'ENCRYPTION_REQUIRED' });
    const elsewhere = await harness.direct(anna, cleo);
    const input = { origin: anna.origin, messageId: sent.id, body: plain('x') };
    await expect(harness.call(messaging.editMessage, { ...input, conversationId: elsewhere })).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    await expect(harness.call(messaging.editMessage, { ...input, conversationId: newId<'conversation'>() })).rejects.toMatchObject({
      code: 'CONVERSATION_NOT_FOUND',
    });
  });

  it('ends what else said the old body, and leaves other metadata', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const metadata = { fallback_text: 'one', written_content: '{"url":"https://x.test/1"}', caption: 'one', album: 'trip' };
    const { message } = await harness.call(messaging.sendMessage, { ...textInput(anna, { id }, 'one'), metadata });
    expect(message.metadata).toEqual(metadata);
    expect(await edit(anna, message.id, 'two', 'v1')).toMatchObject({ body: plain('two') });
    const page = await harness.call(messaging.listMessages, historyInput(ben, { id }, {}));
    expect(page?.messages[0]?.metadata).toEqual({ album: 'trip' });
  });

  it('takes gap-free places when many edit at once', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const sent = await harness.say(anna, id, 'one');
    await Promise.all(Array.from({ length: 12 }, (_, n) => edit(anna, sent.id, `edit ${n}`, 'v1')));
    const rows = await harness.database.query<{ seq: number }>('SELECT seq::int FROM change WHERE conversation_id = $1 ORDER BY seq', [id]);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 13 }, (_, n) => n + 1));
  });
});
