import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type ConversationId, type Origin, type UserId } from '@parley/contracts';
import pg from 'pg';
import { listPageSql } from '../src/conversation/conversation-list.repository.js';
import { changesNamingSql, renameInNoticesSql } from '../src/farewell/history.repository.js';
import { historyPageSql, seenColumns } from '../src/message/history.repository.js';
import { MessageRepository } from '../src/message/message.repository.js';
import { headsSql, readRangesSql } from '../src/sync/change-log.repository.js';
import { MessagingHarness } from './messaging.harness.js';
import { plant } from './plant.harness.js';

interface ScanRow {
  readonly relname: string;
  readonly seq_scan: number;
  readonly n_tup_upd: number;
  readonly n_tup_hot_upd: number;
}

describe('plans of the hot queries, with the planner left free', () => {
  let harness: MessagingHarness;
  let conversationId: ConversationId;
  let userId: UserId;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
    for (const sql of plant) await harness.database.query(sql);
    const [row] = await harness.database.query<{ conversation_id: ConversationId; user_id: UserId }>(
      'SELECT m.* FROM member m JOIN message USING (conversation_id) WHERE seq = 5000 LIMIT 1',
    );
    if (row === undefined) throw new Error('nothing planted');
    [conversationId, userId] = [row.conversation_id, row.user_id];
  }, 30_000);
  afterAll(() => harness.close());

  const planOf = async (sql: string, parameters: readonly unknown[]): Promise<string> => {
    const rows = await harness.database.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, parameters);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };

  it('a page of history is read from the index of places', async () => {
    const plan = await planOf(historyPageSql('DESC', seenColumns), [conversationId, newId(), null, null, null, false, true, userId, 51, 0]);
    expect(plan).toMatch(/Index Scan (Backward )?using message_place/);
    expect(plan).not.toContain('Seq Scan');
  });

  it('a page of conversations starts from the index of memberships', async () => {
    const plan = await planOf(listPageSql, [userId, null, null, null, null, 50, 0, true]);
    expect(plan).toMatch(/Index (Only )?Scan using member_user|Bitmap Index Scan on member_user/);
    expect(plan).toMatch(/message_place/);
    expect(plan).not.toContain('Seq Scan');
  });

  it('a page of sync is read from the primary key of the log', async () => {
    const plan = await planOf(readRangesSql, [[conversationId], [10], [40]]);
    expect(plan).toMatch(/change_pkey/);
    expect(plan).not.toContain('Seq Scan');
  });

  it('heads of many users start from the index of memberships', async () => {
    const plan = await planOf(headsSql, [[userId, newId(), newId()]]);
    expect(plan).toMatch(/using member_user|on member_user/);
    expect(plan).not.toContain('Seq Scan');
  });

  it('who is deleted is found in the history of large rooms by index', async () => {
    expect(await planOf(renameInNoticesSql, [userId, 'Deleted user'])).toMatch(/Index Scan (using|on) message_about/);
    const plan = await planOf(changesNamingSql, [userId]);
    expect(plan).toMatch(/Index Scan (using|on) change_payload/);
    expect(plan).not.toContain('Seq Scan on change');
  });

  it('a batch of sends touches every table by index, and updates conversations in place', async () => {
    const client = new pg.Client({ connectionString: harness.database.url });
    await client.connect();
    await client.query('BEGIN');
    const db = { query: async <Row>(sql: string, parameters: readonly unknown[] = []) => (await client.query(sql, [...parameters])).rows as Row[] };
    const origin: Origin = { userId, sessionId: newId(), dialect: 'v1' };
    const content = { type: 'text', body: { kind: 'plain', text: 'hi' }, attachments: [], metadata: {} } as const;
    const draft = { ...content, conversationId, origin, replyToId: null, isThreadReply: false };
    const batch = Array.from({ length: 32 }, (_, index) => ({ ...draft, clientKey: `new-${index}` }));
    // Plans are kept per connection and become general after five calls: the later ones count.
    for (let call = 0; call < 8; call++) {
      const appended = await harness.part(MessageRepository).append(
        db,
        batch.map((one) => ({ ...one, clientKey: `${one.clientKey}-${call}` })),
      );
      expect(appended.every(({ verdict }) => verdict === 'NEW')).toBe(true);
    }
    const { rows } = await client.query<ScanRow>('SELECT relname, seq_scan::int, n_tup_upd::int, n_tup_hot_upd::int FROM pg_stat_xact_user_tables');
    await client.query('ROLLBACK');
    await client.end();
    const used = rows.filter(({ relname }) => ['conversation', 'member', 'client_key', 'message', 'user_mirror', 'block_mirror'].includes(relname));
    expect(used).toHaveLength(6);
    expect(used.map(({ relname, seq_scan }) => [relname, seq_scan])).toEqual(used.map(({ relname }) => [relname, 0]));
    const conversation = used.find(({ relname }) => relname === 'conversation');
    expect(conversation).toMatchObject({ n_tup_upd: 8, n_tup_hot_upd: 8 });
  });
});
