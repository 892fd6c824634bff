import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually, http } from '@parley/testing';
import { call, enter, hex, openDirect, subscribe, type Player } from '../e2e/cross/cast.harness.js';
import { reads, sends, typings, type Scene } from '../e2e/cross/message-acts.harness.js';

const dialects = ['connectbest', 'chatrooms', 'reals2chat', 'umoc', 'v1'] as const;
const socketsOf = ({ connectbest, typing, chatrooms, reals2chat, umoc, v1 }: Player) => [connectbest, typing, chatrooms, reals2chat, umoc.io, v1];
/** What tells of reading, delivery, pins and typing, in every dialect. */
const activity = /read|status|delivered|typing|updated/i;

describe('a direct conversation in a block', () => {
  const open: Player[] = [];
  afterEach(() => open.splice(0).forEach((player) => player.close()));

  const cast = async () => {
    const [ann, ben] = await Promise.all([enter('ann', 0), enter('ben', 1)]);
    open.push(ann, ben);
    const place = await openDirect(ann, ben);
    await subscribe(place, [ann, ben]);
    const id = (await sends.v1?.({ actor: ann, other: ben, place }, 'read me')) ?? '';
    // Its delivery is told before the block, and not after `before`.
    await ann.reals2chat.next('messageStatus', ({ messageId }) => messageId === id);
    const block = (blocker: Player, blocked: Player, isBlocked: boolean) =>
      call(blocker, 'PUT', `/api/conversations/${hex(blocked.id)}/metadata`, { isBlocked });
    return { ann, ben, place, id, block, scene: { actor: ben, other: ann, place } as Scene };
  };
  const unreadOf = async (who: Player, id: string): Promise<number> =>
    (await call(who, 'GET', '/v1/conversations')).data.conversations.find((one: { conversation_id: string }) => one.conversation_id === id)
      .unread_count;

  it.each(dialects)('C31, C45 what is read and typed through %s does not reach the other, and is read all the same', async (dialect) => {
    const { ann, ben, place, id, block, scene } = await cast();
    const name = `conv_${hex(place.id)}`;
    await block(ann, ben, true);
    const before = new Map(socketsOf(ann).map((socket) => [socket, socket.all.length]));
    await typings[dialect]?.(scene, true);
    await reads[dialect]?.(scene, id);
    await eventually(async () => expect(await unreadOf(ben, name)).toBe(0), 5_000);
    const pin = await http('POST', `/api/chat/channels/${place.id}/messages/${id}/pin`, { token: ben.token }, 0);
    expect([pin.status, pin.body.code]).toEqual([403, 'BLOCKED']);

    const [shown] = (await call(ann, 'GET', `/v1/conversations/${name}/messages`)).data.messages;
    expect(shown.delivery_status).toMatchObject({ read: false, read_by: [] });
    await block(ann, ben, false);
    // Whoever hears this has heard all before it.
    const next = (await sends.v1?.(scene, 'next')) ?? '';
    await ann.v1.next('message_received', ({ message }) => message.message_id === `msg_${next}`);
    await ann.umoc.io.next('new_message', ({ content }) => content === 'next');
    await ann.reals2chat.next('receiveMessage', ({ text }) => text === 'next');
    await ann.chatrooms.next('message_received', ({ message }) => hex(message.id) === next);
    await ann.connectbest.next('message:new', (message) => hex(message.id) === next);
    for (const socket of socketsOf(ann)) expect(socket.all.slice(before.get(socket)).filter(({ event }) => activity.test(event))).toEqual([]);

    await reads[dialect]?.(scene, id);
    await eventually(async () => {
      const [, first] = (await call(ann, 'GET', `/v1/conversations/${name}/messages`)).data.messages;
      expect(first.delivery_status).toMatchObject({ read: true, read_by: [`usr_${hex(ben.id)}`] });
    }, 5_000);
    await ann.v1.next('message_read', ({ message_id }) => message_id === `msg_${id}`);
  });
});
