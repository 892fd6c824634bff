import { afterEach, describe, expect, it } from '@jest/globals';
import { call, enter, hex, openDirect, type Player } from '../e2e/cross/cast.harness.js';
import { base64 } from '../v1/v1.harness.js';
import { pins, sends, type Scene } from '../e2e/cross/message-acts.harness.js';

describe('a message that one has deleted for himself', () => {
  const open: Player[] = [];
  afterEach(() => open.splice(0).forEach((player) => player.close()));

  it('V1-3.6, C54 is in no list, preview, count, search or pin of his, in any dialect', async () => {
    const [ann, ben] = await Promise.all([enter('ann', 0), enter('ben', 1)]);
    open.push(ann, ben);
    const place = await openDirect(ann, ben);
    const scene: Scene = { actor: ann, other: ben, place };
    await sends.v1?.(scene, 'kept words');
    const id = (await sends.v1?.(scene, 'hidden words')) ?? '';
    await pins.connectbest?.(scene, id);
    await call(ben, 'DELETE', `/v1/messages/msg_${id}?delete_for=me`);

    const looks = (who: Player, other: Player) => [
      call(who, 'GET', '/v1/conversations'),
      call(who, 'GET', `/v1/conversations/conv_${hex(place.id)}/messages`),
      call(who, 'GET', '/api/dms'),
      call(who, 'GET', `/api/chat/channels/${place.id}/messages`),
      call(who, 'GET', '/chatrooms'),
      call(who, 'GET', `/chatrooms/${place.id}/messages`),
      call(who, 'GET', `/api/messages/${hex(other.id)}`),
      who.umoc.ask('get_chats', {}),
      who.umoc.ask('get_chat_history', { chat_id: other.num, page_size: 10 }),
      call(who, 'GET', '/api/chat/search?query=words'),
      call(who, 'POST', `/chatrooms/${place.id}/search`, { query: 'words' }),
      call(who, 'GET', `/api/chat/channels/${place.id}/pins`),
    ];
    const shown = async (who: Player, other: Player, text: string) =>
      (await Promise.all(looks(who, other))).map((answer) => [text, base64(text)].some((form) => JSON.stringify(answer).includes(form)));
    const everywhere = Array.from({ length: 12 }, () => true);
    // Read by the first look at a history, which counts what is there to be read.
    expect((await call(ben, 'GET', '/v1/conversations')).data.conversations[0].unread_count).toBe(1);
    expect(await shown(ann, ben, 'hidden words')).toEqual(everywhere);
    expect(await shown(ben, ann, 'hidden words')).toEqual(everywhere.map(() => false));
    expect(await shown(ben, ann, 'kept words')).toEqual([...everywhere.slice(1), false]);
  });
});
