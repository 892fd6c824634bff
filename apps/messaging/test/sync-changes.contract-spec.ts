import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId } from '@parley/contracts';
import { MessagingHarness, textInput, type Person } from './messaging.harness.js';

describe('messaging.syncChanges', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  const sync = (viewer: Person, cursors: Readonly<Record<string, number>>, limit: number) =>
    harness.call(messaging.syncChanges, { viewerId: viewer.id, cursors, limit });

  it('answers the missing ranges with the payloads of their events', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { conversation } = await harness.room(anna, [ben], {});
    await harness.call(messaging.sendMessage, { ...textInput(ben, { id: conversation.id }, 'hi'), clientKey: 'k' });
    const direct = await harness.direct(anna, ben);
    await harness.say(anna, direct, 'seen');
    await harness.say(ben, direct, 'missed');

    const { id } = conversation;
    const answer = await sync(anna, { [id]: 0, [direct]: 1, [newId()]: 3, 'not an id': 4 }, 500);
    expect(answer).toMatchObject({ heads: { [id]: 3, [direct]: 2 }, next: null, reset: [] });
    expect(Object.keys(answer.heads)).toHaveLength(2);
    expect(answer.changes.map(({ conversationId, seq, type }) => [conversationId, seq, type])).toEqual([
      [id, 1, messaging.membersAdded.subject],
      [id, 2, messaging.messageSent.subject],
      [id, 3, messaging.messageSent.subject],
      [direct, 2, messaging.messageSent.subject],
    ]);
    const added = await harness.bus.event(messaging.membersAdded, (payload) => payload.conversation.id === id);
    const sent = await harness.bus.event(messaging.messageSent, (payload) => payload.message.seq === 3 && payload.conversation.id === id);
    expect(answer.changes[0]?.payload).toEqual(added.payload);
    expect(answer.changes[2]?.payload).toEqual(sent.payload);
  });

  it('answers heads only without cursors', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const direct = await harness.direct(anna, ben);
    await harness.say(anna, direct, 'one');
    const names = { [direct]: { id: direct, kind: 'direct', num: expect.any(Number), peerNum: ben.num } };
    expect(await sync(anna, {}, 10)).toEqual({ changes: [], heads: { [direct]: 1 }, next: null, reset: [], names });
  });

  it('pages over all conversations until next is null', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const ids = [await harness.direct(anna, ben), await harness.direct(anna, cleo)];
    for (const id of ids) for (let n = 0; n < 7; n++) await harness.say(anna, id, `n ${n}`);
    let cursors: Readonly<Record<string, number>> | null = Object.fromEntries(ids.map((id) => [id, 0]));
    const seen: (readonly [string, number])[] = [];
    const sizes: number[] = [];
    while (cursors !== null) {
      const { changes, next }: messaging.Sync = await sync(anna, cursors, 5);
      seen.push(...changes.map(({ conversationId, seq }) => [conversationId, seq] as const));
      sizes.push(changes.length);
      cursors = next;
    }
    expect(sizes).toEqual([5, 5, 4]);
    expect(seen).toEqual(ids.flatMap((id) => [1, 2, 3, 4, 5, 6, 7].map((seq) => [id, seq])));
  });

  it('pages earlier when the messages are large, and loses none', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const direct = await harness.direct(anna, ben);
    const text = '語'.repeat(9_990);
    for (let n = 0; n < 130; n++) await harness.say(anna, direct, `${n} ${text}`);
    const sizes: number[] = [];
    const seqs: number[] = [];
    for (let cursors: Readonly<Record<string, number>> | null = { [direct]: 0 }; cursors !== null;) {
      const { changes, next }: messaging.Sync = await sync(ben, cursors, 500);
      sizes.push(changes.length);
      seqs.push(...changes.map(({ seq }) => seq));
      cursors = next;
    }
    expect(sizes).toEqual([26, 26, 26, 26, 26]);
    expect(seqs).toEqual(Array.from({ length: 130 }, (_, n) => n + 1));
  });

  it('resets who is ahead of the log or over 5,000 behind', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const [ahead, behind] = [await harness.direct(anna, ben), await harness.direct(anna, cleo)];
    await harness.database.query('UPDATE conversation SET last_seq = 5001 WHERE id = $1', [behind]);
    const answer = await sync(anna, { [ahead]: 1, [behind]: 0 }, 10);
    expect([...answer.reset].sort()).toEqual([ahead, behind].sort());
    expect(answer).toMatchObject({ changes: [], next: null });
    await expect(sync(anna, { [ahead]: -1 }, 10)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('shows a deleted message blank, strangers nothing, and who left nothing beyond his leaving', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const { conversation } = await harness.room(anna, [ben], {});
    const { id } = conversation;
    const deleted = await harness.say(anna, id, 'secret');
    await harness.say(anna, id, 'after he left');
    await harness.database.query('UPDATE message SET deleted_at = now() WHERE id = $1', [deleted.id]);
    await harness.database.query('UPDATE member SET left_at = now(), left_seq = 3 WHERE conversation_id = $1 AND user_id = $2', [id, ben.id]);

    expect(await sync(cleo, { [id]: 0 }, 10)).toEqual({ changes: [], heads: {}, next: null, reset: [], names: {} });
    const answer = await sync(ben, { [id]: 2 }, 10);
    expect(answer).toMatchObject({ heads: {}, next: null, reset: [] });
    expect(answer.changes.map(({ seq }) => seq)).toEqual([3]);
    expect(answer.changes[0]?.payload).toMatchObject({ message: { id: deleted.id, body: { kind: 'plain', text: '' } } });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(await sync(ben, { [id]: 9 }, 10)).toMatchObject({ changes: [], reset: [] });
  });

  it('shows who left no edit and no reaction since', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { id } = (await harness.room(anna, [ben], {})).conversation;
    const [edited, kept] = [await harness.say(anna, id, 'as he knew it'), await harness.say(anna, id, 'kept')];
    const act = { origin: textInput(anna, { id }, '').origin, conversationId: id };
    await harness.call(messaging.reactToMessage, { ...act, messageId: kept.id, emoji: '👍', replacesOthers: false });
    await harness.call(messaging.removeMember, { ...act, userId: ben.id });
    await harness.call(messaging.editMessage, { ...act, messageId: edited.id, body: { kind: 'plain', text: 'a secret since' } });
    await harness.call(messaging.reactToMessage, { ...act, messageId: kept.id, emoji: '🎉', replacesOthers: false });

    const { changes } = await sync(ben, { [id]: 2 }, 10);
    expect(changes.slice(0, 2)).toMatchObject([
      { seq: 3, payload: null },
      { seq: 4, payload: { message: { id: kept.id, reactions: [{ emoji: '👍' }] } } },
    ]);
    expect(JSON.stringify(changes)).not.toMatch(/a secret since|🎉/u);
    expect(JSON.stringify(await sync(anna, { [id]: 2 }, 10))).toContain('a secret since');
  });
});
