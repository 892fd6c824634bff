import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { MessagingHarness, textInput } from './messaging.harness.js';

describe('messaging.getThread', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  /** Replies with a place far down the log, as many as one answer holds. */
  const plant = `INSERT INTO message (id, conversation_id, seq, sender_id, type, body, attachments, metadata, thread_root_id, origin_dialect, created_at)
    SELECT gen_random_uuid(), conversation_id, 1000 + n, sender_id, 'text', '{"kind":"plain","text":"old"}', '[]', '{}', id, 'v1', now()
      FROM message, generate_series(1, $2) n WHERE id = $1`;

  it('CB-4.9 of a thread longer than one answer it shows the end, oldest first, and counts all', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const root = await harness.say(anna, id, 'root');
    await harness.database.query(plant, [root.id, messaging.maxReplies]);
    await harness.database.query('UPDATE conversation SET last_seq = 2000 + $2 WHERE id = $1', [id, messaging.maxReplies]);
    const reply = async (text: string) =>
      (await harness.call(messaging.sendMessage, { ...textInput(ben, { id }, text), replyToId: root.id, isThreadReply: true })).message.id;
    const said = [await reply('last but one'), await reply('last')];

    const thread = await harness.call(messaging.getThread, { viewerId: anna.id, conversationId: id, messageId: root.id });
    expect(thread.total).toBe(messaging.maxReplies + 2);
    expect(thread.replies).toHaveLength(messaging.maxReplies);
    expect(thread.replies.slice(-2).map((message) => message.id)).toEqual(said);
    const places = thread.replies.map(({ seq }) => seq);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('CB-4.9 does not ask of each reply which member has read it', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const root = await harness.say(anna, id, 'root');
    await harness.call(messaging.sendMessage, { ...textInput(ben, { id }, 're'), replyToId: root.id, isThreadReply: true });
    const spy = jest.spyOn(harness.part(Database), 'query');
    await harness.call(messaging.getThread, { viewerId: anna.id, conversationId: id, messageId: root.id });
    const statements = spy.mock.calls.map(([sql]) => (typeof sql === 'string' ? sql : sql.text));
    spy.mockRestore();
    const ofReplies = statements.filter((sql) => sql.includes('thread_root_id ='));
    expect(ofReplies).toHaveLength(1);
    expect(ofReplies[0]).not.toMatch(/\b(member|receipt)\b/);
  });
});
