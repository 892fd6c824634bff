import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging } from '@parley/contracts';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { SendMessages } from '../src/message/send-messages.use-case.js';
import { MessagingHarness, textInput } from './messaging.harness.js';

describe('a batch that meets a deadlock', () => {
  let harness: MessagingHarness;
  let other: pg.Client;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
    other = new pg.Client({ connectionString: harness.database.url });
    await other.connect();
  });
  afterAll(async () => {
    await other.end();
    await harness.close();
  });

  it('is stored at its second try, every message once', async () => {
    const anna = await harness.person('anna');
    const rooms = await Promise.all([harness.room(anna, [], {}), harness.room(anna, [], {})]);
    const [first, second] = rooms.map(({ conversation }) => conversation.id).sort();
    if (first === undefined || second === undefined) throw new Error('two rooms are needed');
    // The batch locks in id order; whoever comes from the other end, and waits longer for his deadlock, makes it the victim.
    await other.query(`BEGIN; SET LOCAL deadlock_timeout = '60s'; SELECT 1 FROM conversation WHERE id = '${second}' FOR UPDATE`);
    const sending = harness.part(SendMessages).execute([first, second].map((id) => textInput(anna, { id }, 'through')));
    await eventually(async () => expect(await harness.database.query('SELECT 1 FROM pg_locks WHERE NOT granted')).not.toEqual([]), 5_000);
    const crossing = other.query(`SELECT 1 FROM conversation WHERE id = '${first}' FOR UPDATE`);
    await crossing;
    await other.query('COMMIT');
    expect(await sending).toMatchObject([{ ok: { isNew: true } }, { ok: { isNew: true } }]);
    for (const id of [first, second]) {
      const rows = await harness.database.query('SELECT 1 FROM message WHERE conversation_id = $1 AND type = $2', [id, 'text']);
      expect(rows).toHaveLength(1);
      await harness.bus.event(messaging.messageSent, ({ message }) => message.conversationId === id && message.type === 'text');
    }
  });
});
