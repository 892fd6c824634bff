import { afterEach, describe, expect, it } from '@jest/globals';
import { parseId } from '@parley/contracts';
import { eventually, type Json } from '@parley/testing';
import { call, expectStatus, makePerson, sendText, type Person } from '../v1/v1.harness.js';
import { directOf, groupOf, inChannel } from './chats.harness.js';
import { dialectNames, Follower, nameOf, type Chat, type DialectName } from './follower.harness.js';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('seqs without a hole', () => {
  let followers: Follower[] = [];
  afterEach(() => {
    for (const follower of followers) follower.close();
    followers = [];
  });

  /** Sockets of the person on both gateways by turns, each with the head it starts from. */
  const follow = async (dialects: readonly DialectName[], person: Person, chat: Chat) => {
    followers = await Promise.all(dialects.map((dialect, at) => Follower.open(dialect, person, at % 2, [chat])));
    return Promise.all(
      followers.map(async (follower) => ({ follower, head: (await follower.sync(undefined)).heads[nameOf(follower.dialect, chat)] as number })),
    );
  };

  const headOf = async (person: Person, chat: Chat): Promise<number> => expectStatus(await call(person, 'GET', '/v1/sync'), 200).data.heads[chat.id];

  /** Each follower hears each seq after its head, as an event or as a hint. */
  const expectNoHole = async (started: Awaited<ReturnType<typeof follow>>, newest: number): Promise<void> => {
    for (const { follower, head } of started) {
      const wanted = Array.from({ length: newest - head }, (_, n) => head + 1 + n);
      await eventually(() => {
        expect({ dialect: follower.dialect, seqs: follower.seqs }).toEqual({ dialect: follower.dialect, seqs: wanted });
      }, 5_000);
    }
  };

  it('A-00-14 of a direct conversation, whoever acts: event or sync_hint in every dialect', async () => {
    const [ann, ben] = await Promise.all([makePerson('ann'), makePerson('ben')]);
    const chat = await directOf(ann, ben);
    const started = await follow(dialectNames, ann, chat);
    for (const [one, other] of [
      [ann, ben],
      [ben, ann],
    ] as const) {
      const { message_id } = await sendText(one, chat.id, 'hi');
      expectStatus(await call(one, 'PUT', `/v1/messages/${message_id}`, { content_encrypted: base64('ho') }), 200);
      expectStatus(await call(other, 'POST', `/v1/messages/${message_id}/reactions`, { emoji: '👍' }), 200);
      expectStatus(await call(other, 'DELETE', `/v1/messages/${message_id}/reactions?emoji=${encodeURIComponent('👍')}`), 200);
      expectStatus(await call(other, 'POST', `/v1/conversations/${chat.id}/read`, { message_id }), 200);
      await inChannel(one, 'POST', chat.id, `/messages/${parseId(message_id as string)}/pin`);
      expectStatus(await call(one, 'DELETE', `/v1/messages/${message_id}?delete_for=everyone`), 200);
    }
    const newest = await headOf(ann, chat);
    expect(newest).toBe(1 + 2 * 7);
    await expectNoHole(started, newest);
    const hintsOf = (dialect: DialectName): readonly Json[] =>
      followers.find((follower) => follower.dialect === dialect)?.socket.heard('sync_hint') ?? [];
    expect(hintsOf('umoc')[0]).toEqual({ conversation: `user:${chat.num}`, seq: expect.any(Number) });
    expect(hintsOf('chatrooms')).toEqual([]);
  });

  it('A-00-14 of a group: members, roles and names have an event or a sync_hint in every dialect', async () => {
    const [ann, ben, cat] = await Promise.all([makePerson('ann'), makePerson('ben'), makePerson('cat')]);
    const chat = await groupOf(ben, ann, [], 'Without a hole');
    const started = await follow(['connectbest', 'chatrooms', 'umoc', 'v1'], ann, chat);
    await sendText(ann, chat.id, 'mine');
    expectStatus(await call(ben, 'POST', `/v1/conversations/${chat.id}/participants`, { participant_ids: [cat.id] }), 201);
    await inChannel(ben, 'PUT', chat.id, `/members/${parseId(cat.id)}`, { role: 'admin' });
    expectStatus(await call(ben, 'PUT', `/v1/conversations/${chat.id}`, { name: 'Called otherwise' }), 200);
    expectStatus(await call(ben, 'DELETE', `/v1/conversations/${chat.id}/participants/${cat.id}`), 200);
    const newest = await headOf(ann, chat);
    await expectNoHole(started, newest);
  });

  it('A-00-14 of a group made after sync: its first seq is heard', async () => {
    const [ann, ben] = await Promise.all([makePerson('ann'), makePerson('ben')]);
    const before = await groupOf(ben, ann, [], 'Before');
    const started = await follow(['connectbest', 'umoc', 'v1'], ann, before);
    const after = await groupOf(ben, ann, [], 'After');
    await sendText(ben, after.id, 'first');
    const newest = await headOf(ann, after);
    await expectNoHole(
      started.map((one) => ({ ...one, head: 0 })),
      newest,
    );
  });

  it('A-00-14 who has not sent sync hears neither heads nor hints', async () => {
    const [ann, ben] = await Promise.all([makePerson('ann'), makePerson('ben')]);
    const chat = await groupOf(ben, ann, [], 'Unasked');
    const idle = await Promise.all((['connectbest', 'chatrooms', 'umoc', 'v1'] as const).map((dialect) => Follower.open(dialect, ann, 1, [chat])));
    const started = await follow(['v1'], ann, chat);
    followers.push(...idle);
    expectStatus(await call(ben, 'PUT', `/v1/conversations/${chat.id}`, { name: 'Called otherwise' }), 200);
    await expectNoHole(started, await headOf(ann, chat));
    for (const { socket, dialect } of idle) expect([dialect, socket.heard('sync_hint'), socket.heard('heads')]).toEqual([dialect, [], []]);
  });
});
