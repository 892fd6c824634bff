import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { messaging, newId, type ConversationId, type MessageId, type UserId } from '@parley/contracts';
import { Database, Tx } from '@parley/persistence';
import { MessagingHarness } from './messaging.harness.js';
import { plant } from './plant.harness.js';

interface Asked {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

describe('what is read of large tables is read by index, with the planner left free', () => {
  let harness: MessagingHarness;
  let conversationId: ConversationId;
  let messageId: MessageId;
  let viewerId: UserId;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
    harness.stopClocks();
    for (const sql of plant) await harness.database.query(sql);
    const [row] = await harness.database.query<{ conversation_id: ConversationId; sender_id: UserId; id: MessageId }>(
      'SELECT conversation_id, sender_id, id FROM message WHERE seq = 4999 LIMIT 1',
    );
    if (row === undefined) throw new Error('nothing planted');
    [conversationId, viewerId, messageId] = [row.conversation_id, row.sender_id, row.id];
  }, 30_000);
  afterAll(() => harness.close());

  /** Every statement that `work` makes, outside transactions or in them. */
  const statementsOf = async (work: () => Promise<unknown>, where: 'outside' | 'inside'): Promise<readonly Asked[]> => {
    const spy = where === 'outside' ? jest.spyOn(harness.part(Database), 'query') : jest.spyOn(Tx.prototype, 'query');
    await work();
    const asked = spy.mock.calls.map(([sql, parameters]) => ({ sql: typeof sql === 'string' ? sql : sql.text, parameters: parameters ?? [] }));
    spy.mockRestore();
    return asked;
  };
  const planOf = async ({ sql, parameters }: Asked): Promise<string> => {
    const rows = await harness.database.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, parameters);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  const wholeTable = /Seq Scan on (message|member|conversation|change|reaction|receipt|user_mirror|preference|block_mirror)\b/;

  const ref = () => ({ id: conversationId });
  const nowhere = { beforeId: null, afterId: null, beforeTime: null, afterTime: null, offset: 0, withDeleted: false, withTotal: false };
  const reads: readonly (readonly [string, () => Promise<unknown>])[] = [
    [
      'CB-4.1 a page of history',
      () => harness.call(messaging.listMessages, { viewerId, conversation: ref(), limit: 50, ...nowhere, withThreadReplies: false }),
    ],
    [
      'CB-4.1 a page before a message',
      () =>
        harness.call(messaging.listMessages, { viewerId, conversation: ref(), limit: 50, ...nowhere, beforeId: messageId, withThreadReplies: true }),
    ],
    ['CB-4.9 a thread', () => harness.call(messaging.getThread, { viewerId, conversationId, messageId })],
    [
      'CB-3.1 a page of conversations',
      () => harness.call(messaging.listConversations, { viewerId, kind: null, visibility: null, titlePart: null, limit: 50, offset: 0 }),
    ],
    ['CB-3.3 a conversation', () => harness.call(messaging.getConversation, { viewerId, conversation: ref() })],
    ['RC-ws.c2s.join_chatroom a member', () => harness.call(messaging.getMember, { viewerId, conversationId })],
    ['what a socket joins', () => harness.call(messaging.listRoomIds, { userId: viewerId })],
    ['CB-7.5.2 scheduled messages', () => harness.call(messaging.listScheduled, { viewerId })],
    ['R2-3.4 preferences', () => harness.call(messaging.getPreferences, { viewerId, conversation: ref() })],
    ['R2-3.1 favourites', () => harness.call(messaging.listFavorites, { viewerId })],
    ['CB-4.7 pins', () => harness.call(messaging.listPins, { viewerId, conversationId })],
  ];

  it.each(reads)('%s', async (_, read) => {
    const asked = await statementsOf(read, 'outside');
    expect(asked).not.toEqual([]);
    for (const one of asked) {
      const plan = await planOf(one);
      expect(plan).toMatch(/Index|Bitmap/);
      expect(plan).not.toMatch(wholeTable);
    }
  });

  const acting = () => ({ userId: viewerId, sessionId: newId<'session'>(), dialect: 'v1' }) as const;
  /** In the order of their cursors: what is read is delivered. */
  const marks: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['C46 what is fetched', () => harness.call(messaging.markDelivered, { origin: acting(), conversationId, messageId })],
    ['CB-4.8 a read mark', () => harness.call(messaging.markRead, { origin: acting(), conversationId, messageId })],
    ['UM-c2s-read_receipt single messages', () => harness.call(messaging.readMessages, { origin: acting(), messageIds: [messageId], sender: null })],
    [
      'C46 what sockets were told',
      () => harness.call(messaging.noteDeliveries, { deliveries: [{ conversationId, seq: 5_000, userIds: [viewerId] }] }),
    ],
  ];

  it.each(marks)('%s', async (_, mark) => {
    const asked = await statementsOf(mark, 'inside');
    expect(asked).not.toEqual([]);
    for (const one of asked) expect(await planOf(one)).not.toMatch(wholeTable);
  });
});
