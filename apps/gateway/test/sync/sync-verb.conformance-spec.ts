import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from '@parley/testing';
import { call, expectStatus, makePerson, sendText, type Person } from '../v1/v1.harness.js';
import { directOf, groupOf } from './chats.harness.js';
import { dialectNames, Follower, nameOf, type Chat, type DialectName } from './follower.harness.js';

/** Names that are no conversation anywhere, or not as JSON takes them for granted. */
const badCursors = (name: string): readonly unknown[] => [
  { [name]: -1 },
  { [name]: 1e300 },
  { [name]: 2 ** 53 },
  { [name]: '3' },
  { [name]: 1.5 },
  { [name]: null },
  { 'no conversation': 1 },
  JSON.parse('{"__proto__":1}'),
  JSON.parse('{"constructor":1}'),
  [1],
  'text',
];

const strangers: Readonly<Record<DialectName, string>> = {
  connectbest: '6b005aa2-f5fa-4534-a7c1-e5527a9f9c3a',
  chatrooms: '6b005aa2-f5fa-4534-a7c1-e5527a9f9c3a',
  reals2chat: 'a'.repeat(24),
  umoc: 'group:999999999',
  v1: `conv_${'a'.repeat(24)}`,
};

const refusals: Readonly<Record<DialectName, Json>> = {
  connectbest: { code: 'INPUT_INVALID', message: expect.any(String) },
  chatrooms: { code: 'VALIDATION_INVALID_FORMAT', message: expect.any(String), details: { cursors: expect.any(String) } },
  reals2chat: { success: false, message: expect.any(String) },
  umoc: { message: expect.any(String) },
  v1: { error: { code: 'VALIDATION_ERROR', details: { cursors: expect.any(String) } } },
};

describe('the verb sync', () => {
  let [ann, ben]: Person[] = [];
  let direct: Chat;
  let group: Chat;

  beforeAll(async () => {
    const [one, other] = await Promise.all([makePerson('ann'), makePerson('ben')]);
    [ann, ben] = [one, other];
    direct = await directOf(one, other);
    group = await groupOf(other, one, [], 'Synced by verb');
    const { message_id } = await sendText(other, direct.id, 'edited');
    expectStatus(await call(other, 'PUT', `/v1/messages/${message_id}`, { content_encrypted: Buffer.from('newer').toString('base64') }), 200);
    expectStatus(await call(one, 'POST', `/v1/messages/${message_id}/reactions`, { emoji: '👍' }), 200);
    expectStatus(await call(one, 'POST', `/v1/conversations/${direct.id}/read`, { message_id }), 200);
    for (let n = 0; n < 510; n += 10) await Promise.all(Array.from({ length: 10 }, (_, at) => sendText(other, direct.id, `${n + at}`)));
  }, 60_000);

  const open = (dialect: DialectName, person: Person | undefined): Promise<Follower> => {
    if (person === undefined) throw new Error('nobody');
    return Follower.open(dialect, person, 1, []);
  };

  it.each(dialectNames)('A-00-14 %s: pages of 500 without a hole, heads in the dialect’s own names', async (dialect) => {
    const follower = await open(dialect, ann);
    const [name, groupName] = [nameOf(dialect, direct), nameOf(dialect, group)];
    const heads = { [name]: expect.any(Number), ...(dialect === 'reals2chat' ? {} : { [groupName]: expect.any(Number) }) };
    expect(await follower.sync(undefined)).toEqual({ changes: [], heads, next: null, reset: [] });
    const first = await follower.sync({ [name]: 0 });
    expect(first).toMatchObject({ heads, next: { [name]: 500 }, reset: [] });
    expect(first.changes).toHaveLength(500);
    const all = await follower.catchUp({ [name]: 0 });
    expect(all.changes.map(({ seq }) => seq)).toEqual(Array.from({ length: all.heads[name] }, (_, n) => n + 1));
    expect(all.changes.every((change) => change.conversation_id === name)).toBe(true);
    expect((await follower.sync({ [name]: all.heads[name] })).changes).toEqual([]);
    follower.close();
  });

  it.each(dialectNames)('A-00-14 %s: refuses cursors that are none in its own shape, and lives on', async (dialect) => {
    const follower = await open(dialect, ann);
    const name = nameOf(dialect, direct);
    for (const cursors of badCursors(name)) expect(await follower.refusalOf(cursors)).toMatchObject(refusals[dialect]);
    expect((await follower.sync({ [name]: 500 })).changes.length).toBeGreaterThan(0);
    follower.close();
  });

  it.each(dialectNames)('A-00-14 %s: a cursor from the future starts afresh, one of a stranger’s conversation is nobody’s', async (dialect) => {
    const follower = await open(dialect, ann);
    const name = nameOf(dialect, direct);
    expect(await follower.sync({ [name]: 1_000_000, [strangers[dialect]]: 0 })).toMatchObject({ changes: [], next: null, reset: [name] });
    const cat = await Follower.open(dialect, await makePerson('cat'), 1, []);
    if (dialect !== 'umoc') expect(await cat.sync({ [name]: 0 })).toEqual({ changes: [], heads: {}, next: null, reset: [] });
    expect(await cat.sync({ [nameOf(dialect, group)]: 0 })).toEqual({ changes: [], heads: {}, next: null, reset: [] });
    for (const one of [follower, cat]) one.close();
  });

  it('A-00-14 who was removed reads up to his leaving, in every dialect that shows groups', async () => {
    if (ann === undefined || ben === undefined) throw new Error('nobody');
    const left = await groupOf(ben, ann, [], 'To be left');
    await sendText(ben, left.id, 'while she was in');
    expectStatus(await call(ben, 'DELETE', `/v1/conversations/${left.id}/participants/${ann.id}`), 200);
    await sendText(ben, left.id, 'after she was out');
    for (const dialect of ['connectbest', 'chatrooms', 'umoc', 'v1'] as const) {
      const follower = await open(dialect, ann);
      const answer = await follower.sync({ [nameOf(dialect, left)]: 0 });
      const text = JSON.stringify(answer);
      expect([answer.next, answer.reset, answer.heads[nameOf(dialect, left)]]).toEqual([null, [], undefined]);
      expect(answer.changes.map(({ seq }: Json) => seq)).toEqual(answer.changes.map((_: Json, n: number) => n + 1));
      expect(text.includes('while she was in') || text.includes(Buffer.from('while she was in').toString('base64'))).toBe(true);
      expect(text.includes('after she was out') || text.includes(Buffer.from('after she was out').toString('base64'))).toBe(false);
      follower.close();
    }
  });
});
