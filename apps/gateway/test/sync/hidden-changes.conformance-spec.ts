import { afterEach, describe, expect, it } from '@jest/globals';
import { parseId } from '@parley/contracts';
import { eventually, type HeardEvent } from '@parley/testing';
import { call, enter, hex, openDirect, openRoom, subscribe, type Place, type Player } from '../e2e/cross/cast.harness.js';
import { deletions, edits, pins, reactionEnds, reactions, sends, type Scene } from '../e2e/cross/message-acts.harness.js';
import { base64, type Person } from '../v1/v1.harness.js';
import { dialectNames, Follower, nameOf, seqOf, type Chat, type DialectName } from './follower.harness.js';

const socketsOf = ({ connectbest, chatrooms, reals2chat, umoc, v1 }: Player) => [connectbest, chatrooms, reals2chat, umoc.io, v1];
/** Whether a message is named, by whichever rendering of its id; not by the bell, which may ring late for what has come a moment before. */
const names =
  (id: string) =>
  (heard: object): boolean => {
    const text = JSON.stringify(heard);
    return (text.includes(id) || text.includes(parseId(id) ?? id)) && !/^notification/.test((heard as Partial<HeardEvent>).event ?? '');
  };

describe('changes of a message that one has deleted for himself', () => {
  const open: { close(): void }[] = [];
  afterEach(() => open.splice(0).forEach((one) => one.close()));

  const cast = async (kind: Place['kind']) => {
    const [ann, ben] = await Promise.all([enter('ann', 0), enter('ben', 1)]);
    open.push(ann, ben);
    const place = kind === 'direct' ? await openDirect(ann, ben) : await openRoom(ann, [ben]);
    await subscribe(place, [ann, ben]);
    const chat: Chat = { id: `conv_${hex(place.id)}`, isGroup: kind === 'room', num: place.num ?? ann.num };
    return { ann, ben, place, chat };
  };
  const follow = async (dialect: DialectName, person: Player, chat: Chat) => {
    const follower = await Follower.open(dialect, person as unknown as Person, 0, [chat]);
    open.push(follower);
    const head = (await follower.sync(undefined)).heads[nameOf(dialect, chat)] as number;
    return { follower, head };
  };

  it.each(['direct', 'room'] as const)('V1-3.6, A-00-14 reach him in no dialect of a %s conversation but as a seq', async (kind) => {
    const { ann, ben, place, chat } = await cast(kind);
    const scene: Scene = { actor: ann, other: ben, place };
    const id = (await sends.v1?.(scene, 'one')) ?? '';
    await call(ben, 'DELETE', `/v1/messages/msg_${id}?delete_for=me`);
    const shown = dialectNames.filter((dialect) => kind === 'direct' || dialect !== 'reals2chat');
    const his = await Promise.all(shown.map((dialect) => follow(dialect, ben, chat)));
    const hers = await follow('v1', ann, chat);
    const hears = (message: string) =>
      Promise.all(
        socketsOf(ben).map(async (socket) => {
          if (kind === 'direct' || socket !== ben.reals2chat) await eventually(() => expect(socket.all.some(names(message))).toBe(true), 5_000);
        }),
      );
    await hears((await sends.v1?.(scene, 'next')) ?? '');
    const before = new Map(socketsOf(ben).map((socket) => [socket, socket.all.length]));

    for (const dialect of ['connectbest', 'chatrooms', 'v1'] as const) await edits[dialect]?.(scene, id, `edited in ${dialect}`);
    await reactions.v1?.(scene, id, '👍');
    await reactionEnds.v1?.(scene, id, '👍');
    await pins.connectbest?.(scene, id);
    await deletions.v1?.(scene, id);
    const last = (await sends.v1?.(scene, 'last')) ?? '';

    // Whoever hears the last message has heard all before it.
    const seq = (await hers.follower.socket.next('message_received', ({ message }) => message.message_id === `msg_${last}`)).seq as number;
    for (const { follower, head } of his) {
      const wanted = Array.from({ length: seq - head }, (_, n) => head + 1 + n);
      await eventually(() => expect([follower.dialect, follower.seqs]).toEqual([follower.dialect, wanted]), 5_000);
      expect([follower.dialect, follower.socket.all.filter(names(id))]).toEqual([follower.dialect, []]);
      const { changes } = await follower.catchUp({ [nameOf(follower.dialect, chat)]: head });
      expect(changes.filter(names(id))).toEqual([]);
      expect(changes.filter(({ type }) => type === 'changed').length).toBeGreaterThanOrEqual(7);
    }
    await hears(last);
    for (const socket of socketsOf(ben)) {
      expect(socket.all.slice(before.get(socket)).filter(names(id))).toEqual([]);
      expect(socket.all.slice(before.get(socket)).filter((heard) => seqOf(heard) !== null && heard.event === 'sync_hint')).toEqual([]);
    }
    const { data } = await call(ben, 'GET', `/v1/conversations/${chat.id}/messages`);
    expect(JSON.stringify(data)).not.toContain(id);
    expect(JSON.stringify(data)).toContain(base64('last'));
  });

  it('V1-3.6, A-00-14 his other devices learn of the deletion, live and by sync, and all others a seq', async () => {
    const { ann, ben, place, chat } = await cast('direct');
    const id = (await sends.v1?.({ actor: ann, other: ben, place }, 'one')) ?? '';
    // Its tick comes in a batch, a moment later: who listens from now on should not hear it.
    await ann.reals2chat.next('messageStatus', names(id));
    const his = await Promise.all(dialectNames.map((dialect) => follow(dialect, ben, chat)));
    const hers = await Promise.all(dialectNames.map((dialect) => follow(dialect, ann, { ...chat, num: ben.num })));
    await call(ben, 'DELETE', `/v1/messages/msg_${id}?delete_for=me`);
    for (const { follower, head } of [...his, ...hers]) await eventually(() => expect(follower.seqs).toEqual([head + 1]), 5_000);
    for (const { follower, head } of his) {
      const { dialect } = follower;
      const { changes } = await follower.catchUp({ [nameOf(dialect, chat)]: head });
      const type = { connectbest: 'message:deleted', reals2chat: 'messageDeleted' }[dialect as string] ?? 'message_deleted';
      expect([dialect, changes]).toEqual([dialect, [expect.objectContaining({ seq: head + 1, type })]]);
      expect([dialect, changes.every(names(id))]).toEqual([dialect, true]);
    }
    for (const { follower, head } of hers) {
      const changed = { conversation_id: expect.any(String), seq: head + 1, type: 'changed', payload: null };
      expect((await follower.catchUp({ [nameOf(follower.dialect, { ...chat, num: ben.num })]: head })).changes).toEqual([changed]);
      expect(follower.socket.all.filter(names(id))).toEqual([]);
    }
  });
});
