import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId } from '@parley/contracts';
import { MessagingHarness } from './messaging.harness.js';

describe('heads, and cursors by name', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  it('messaging.listHeads answers where the conversations of many users stand, and of nobody else', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const { conversation } = await harness.room(anna, [ben], {});
    const direct = await harness.direct(anna, cleo);
    await harness.say(anna, direct, 'hi');
    const answer = await harness.call(messaging.listHeads, { userIds: [anna.id, ben.id, newId<'user'>()] });
    const room = { id: conversation.id, kind: 'room', num: conversation.num, peerNum: null, seq: 2 };
    const chat = { id: direct, kind: 'direct', num: expect.any(Number), peerNum: cleo.num, seq: 1 };
    expect(answer).toHaveLength(2);
    expect(answer).toEqual(
      expect.arrayContaining([
        { userId: anna.id, heads: [chat, room] },
        { userId: ben.id, heads: [room] },
      ]),
    );
    await harness.call(messaging.leaveRoom, { origin: ben.origin, conversationId: conversation.id });
    expect(await harness.call(messaging.listHeads, { userIds: [ben.id] })).toEqual([]);
  });

  it('messaging.syncChanges reads cursors by number and by person; who left reads up to his leaving', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const { conversation } = await harness.room(anna, [ben], {});
    const direct = await harness.direct(anna, ben);
    await harness.say(anna, direct, 'hi');
    const named = [
      { conversation: { num: conversation.num }, seq: 0 },
      { conversation: { directWith: { num: anna.num } }, seq: 0 },
      { conversation: { directWith: { num: cleo.num } }, seq: 0 },
      { conversation: { num: 999_999_999 }, seq: 0 },
    ];
    const sync = () => harness.call(messaging.syncChanges, { viewerId: ben.id, cursors: {}, named, limit: 500 });
    const { changes, names } = await sync();
    expect(changes.map(({ conversationId, seq }) => [conversationId, seq])).toEqual([
      [conversation.id, 1],
      [conversation.id, 2],
      [direct, 1],
    ]);
    expect(names).toMatchObject({ [conversation.id]: { num: conversation.num, peerNum: null }, [direct]: { peerNum: anna.num } });

    await harness.call(messaging.removeMember, { origin: anna.origin, conversationId: conversation.id, userId: ben.id });
    const [row] = await harness.database.query<{ left_seq: number }>('SELECT left_seq::int FROM member WHERE conversation_id = $1 AND user_id = $2', [
      conversation.id,
      ben.id,
    ]);
    await harness.say(anna, conversation.id, 'after he left');
    const clipped = await sync();
    const ofRoom = clipped.changes.filter(({ conversationId }) => conversationId === conversation.id);
    expect(ofRoom.at(-1)).toMatchObject({ seq: row?.left_seq });
    expect(JSON.stringify(clipped)).not.toContain('after he left');
    expect(clipped.heads).toEqual({ [direct]: 1 });
  });
});
