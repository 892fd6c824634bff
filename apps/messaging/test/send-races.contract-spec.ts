import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { messaging, newId } from '@parley/contracts';
import pg from 'pg';
import { Database } from '@parley/persistence';
import { eventually } from '@parley/testing';
import { cardOf, MessagingHarness, textInput } from './messaging.harness.js';

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

describe('sends that meet, over two instances of messaging', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(2);
  });
  afterAll(() => harness.close());

  const eventsAbout = (id: string) => harness.bus.eventsOf(messaging.messageSent).filter(({ payload }) => payload.message.conversationId === id);

  it('C55 stores 50 parallel sends of one client key once and publishes once', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const input = { ...textInput(anna, { id }, 'only once'), clientKey: 'one-key' };
    const results = await harness.callApart(
      messaging.sendMessage,
      times(50, () => input),
    );

    expect(new Set(results.map(({ message }) => message.id)).size).toBe(1);
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(results.every(({ message, conversation }) => message.seq === 1 && conversation.pair !== null)).toBe(true);
    const stored = await harness.database.query('SELECT id FROM message WHERE conversation_id = $1', [id]);
    expect(stored).toHaveLength(1);
    // The next message takes the next place: refused repeats left no hole. Its event comes after any repeat's would have.
    const next = await harness.say(anna, id, 'next');
    expect(next.seq).toBe(2);
    await harness.bus.event(messaging.messageSent, ({ message }) => message.id === next.id);
    expect(eventsAbout(id)).toHaveLength(2);
  });

  it('repeats within one batch share the first one, and keys of other senders and conversations are others', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const id = await harness.direct(anna, ben);
    const other = await harness.direct(anna, cleo);
    const keyed = (input: messaging.SendMessageInput) => ({ ...input, clientKey: 'same' });
    const sends = [textInput(anna, { id }, 'a'), textInput(anna, { id }, 'again'), textInput(ben, { id }, 'b'), textInput(anna, { id: other }, 'c')];
    const results = await Promise.all(sends.map((input) => harness.call(messaging.sendMessage, keyed(input))));
    expect(results.map(({ isNew }) => isNew)).toEqual([true, false, true, true]);
    expect(results[1]?.message).toEqual(results[0]?.message);
    expect(results.map(({ message }) => message.seq)).toEqual([1, 1, 2, 1]);
  });

  it('gives 200 parallel sends the places 1 to 200, in messages, log and outbox alike', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const inputs = times(200, (index) => ({ ...textInput(index % 2 ? anna : ben, { id }, `n ${index}`), clientKey: `k-${index}` }));
    const results = await harness.callApart(messaging.sendMessage, inputs);
    const all = times(200, (index) => index + 1);
    expect(results.map(({ message }) => message.seq).sort((a, b) => a - b)).toEqual(all);

    const log = await harness.database.query<{ seq: number; at: Date }>(
      'SELECT change.seq, m.created_at AS at FROM change JOIN message m ON m.id = message_id WHERE change.conversation_id = $1 ORDER BY change.seq',
      [id],
    );
    expect(log.map(({ seq }) => seq)).toEqual(all);
    // Each has a millisecond of its own, so that who pages by time misses none (C24).
    expect(log.every(({ at }, index) => index === 0 || Number(at) > Number(log[index - 1]?.at))).toBe(true);
    const outbox = await harness.database.query<{ seq: number }>(
      `SELECT (envelope #>> '{payload,message,seq}')::int AS seq FROM outbox
        WHERE envelope #>> '{payload,message,conversationId}' = $1 ORDER BY position`,
      [id],
    );
    expect(outbox.map(({ seq }) => seq)).toEqual(all);
    await eventually(() => expect(eventsAbout(id)).toHaveLength(200), 5_000);
    expect(eventsAbout(id).map(({ payload }) => payload.message.seq)).toEqual(all);
  });

  it('gives 20 racing openings and first messages of a pair one conversation', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const opened = harness.callApart(
      messaging.openDirect,
      times(20, (index) => (index % 2 ? { origin: anna.origin, other: { id: ben.id } } : { origin: ben.origin, other: { username: anna.username } })),
    );
    const sent = harness.callApart(
      messaging.sendMessage,
      times(20, (index) => textInput(index % 2 ? anna : ben, { directWith: { num: index % 2 ? ben.num : anna.num } }, 'hi')),
    );
    const ids = [...(await opened).map(({ conversation }) => conversation.id), ...(await sent).map(({ conversation }) => conversation.id)];
    expect(new Set(ids).size).toBe(1);
    expect(await harness.database.query('SELECT 1 FROM member WHERE conversation_id = $1', [ids[0]])).toHaveLength(2);
    await harness.bus.event(messaging.messageSent, ({ message }) => message.conversationId === ids[0] && message.seq === 20);
    const announced = harness.bus.eventsOf(messaging.conversationCreated).filter(({ payload }) => payload.conversation.id === ids[0]);
    expect(announced).toHaveLength(1);
    expect(announced[0]?.payload.conversation.pair).toEqual(expect.arrayContaining([cardOf(anna), cardOf(ben)]));
  });

  it('refuses a send that waited while its sender was removed', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { conversation } = await harness.room(anna, [ben], {});
    const removal = new pg.Client({ connectionString: harness.database.url });
    await removal.connect();
    await removal.query('BEGIN');
    await removal.query('SELECT 1 FROM conversation WHERE id = $1 FOR UPDATE', [conversation.id]);
    const send = harness.call(messaging.sendMessage, textInput(ben, { id: conversation.id }, 'too late')).catch((error: unknown) => error);
    await eventually(async () => {
      const waiting = await harness.database.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%store_messages%'`,
      );
      expect(waiting).toHaveLength(1);
    }, 5_000);
    await removal.query('UPDATE member SET left_at = now(), left_seq = 2 WHERE conversation_id = $1 AND user_id = $2', [conversation.id, ben.id]);
    await removal.query('COMMIT');
    await removal.end();
    expect(await send).toMatchObject({ code: 'NOT_A_MEMBER' });
    expect(await harness.database.query('SELECT 1 FROM message WHERE sender_id = $1', [ben.id])).toHaveLength(0);
  });

  it('stores 64 sends to known pairs in one statement', async () => {
    const [anna, ...others] = await Promise.all(times(9, (index) => harness.person(`p${index}`)));
    if (anna === undefined) throw new Error('no sender');
    const inputs = times(64, (index) => ({ ...textInput(anna, { directWith: { num: others[index % 8]?.num } }, `n ${index}`), clientKey: newId() }));
    const databases = harness.replicas.map((app) => app.get(Database, { strict: false }));
    // Both replicas come to know the pairs.
    for (let round = 0; round < 8; round++)
      await harness.callApart(
        messaging.sendMessage,
        inputs.slice(0, 8).map((input) => ({ ...input, clientKey: null })),
      );

    harness.stopClocks();
    const spies = databases.map((database) => jest.spyOn(database, 'query'));
    const results = await Promise.all(inputs.map((input) => harness.call(messaging.sendMessage, input)));
    const statements = spies.flatMap((spy) => spy.mock.calls);
    spies.forEach((spy) => spy.mockRestore());
    expect(results.every(({ isNew }) => isNew)).toBe(true);
    expect(statements).toHaveLength(1);
  });
});
