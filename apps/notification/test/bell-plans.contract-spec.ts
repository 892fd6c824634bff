import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@parley/contracts';
import { addNoticesSql } from '../src/bell/notice.repository.js';
import { BellHarness } from './bell.harness.js';

const notice = (recipients: number) => ({
  ...{ kind: 'message', source: newId(), scopes: [newId(), newId()], place: 1, title: 'Ann', body: 'hello', listeners: ['everything'] },
  ...{ conversationId: newId(), messageId: newId(), actorId: newId(), targetId: newId(), at: new Date().toISOString() },
  recipients: Array.from({ length: recipients }, () => ({ id: newId(), userId: newId() })),
});

describe('plans of the bell, with the planner left free', () => {
  let bell: BellHarness;

  beforeAll(async () => {
    bell = await BellHarness.start(1);
    const { database } = bell.service;
    await database.query(
      `INSERT INTO fate (scope, user_id, outcome, place) SELECT gen_random_uuid(), gen_random_uuid(), 'read', n FROM generate_series(1, 1000) n`,
    );
    await database.query('ANALYZE fate');
  }, 30_000);
  afterAll(() => bell.close());

  it('a new notice looks up its fate by key where a week has left only a thousand', async () => {
    const rows = await bell.service.database.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${addNoticesSql}`, [JSON.stringify([notice(1), notice(20)])]);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('Index Scan using fate_pkey');
    expect(plan).not.toContain('Seq Scan');
  });
});
