import { afterEach, describe, expect, it } from '@jest/globals';
import { base64 } from '../v1/v1.harness.js';
import { call, enter, hex, openDirect, type Place, type Player } from '../e2e/cross/cast.harness.js';
import { edits } from '../e2e/cross/message-acts.harness.js';

const editors = ['connectbest', 'chatrooms', 'v1'] as const;
const content = '{"url":"https://x.test/1.png","caption":"before"}';

describe('a UMOC message that another dialect edits', () => {
  const open: Player[] = [];
  afterEach(() => open.splice(0).forEach((player) => player.close()));

  const send = async (more: object): Promise<{ readonly ann: Player; readonly ben: Player; readonly place: Place; readonly id: string }> => {
    const [ann, ben] = await Promise.all([enter('ann', 0), enter('ben', 1)]);
    open.push(ann, ben);
    const place = await openDirect(ann, ben);
    return { ann, ben, place, id: hex((await ann.umoc.ask('send_message', { recipient_id: ben.num, is_group: false, ...more })).message_id) };
  };
  const shownTo = async ({ ann, ben, place }: Awaited<ReturnType<typeof send>>) => ({
    connectbest: (await call(ben, 'GET', `/api/chat/channels/${place.id}/messages`)).messages[0],
    chatrooms: (await call(ben, 'GET', `/chatrooms/${place.id}/messages`)).data.messages[0],
    reals2chat: (await call(ben, 'GET', `/api/messages/${hex(ann.id)}`)).messages[0],
    umoc: (await ben.umoc.ask('get_chat_history', { chat_id: ann.num, page_size: 5 })).messages[0],
    v1: (await call(ben, 'GET', `/v1/conversations/conv_${hex(place.id)}/messages`)).data.messages[0],
  });

  it.each(editors)('A-UM-17, C53 shows nothing of its old readable text, edited through %s', async (editor) => {
    const sent = await send({ content: 'before', type: 'text', encrypted_content: 'c2VjcmV0' });
    expect((await shownTo(sent)).umoc).toMatchObject({ content: 'before', encrypted_content: 'c2VjcmV0' });
    await edits[editor]?.({ actor: sent.ann, other: sent.ben, place: sent.place }, sent.id, 'after');
    const shown = await shownTo(sent);
    expect(shown).toMatchObject({
      connectbest: { content: 'after' },
      chatrooms: { content: { encrypted_data: base64('after'), key_version: 0 } },
      reals2chat: { text: 'after' },
      umoc: { content: 'after' },
      v1: { content_encrypted: base64('after'), metadata: {} },
    });
    expect(JSON.stringify(shown)).not.toMatch(/before|c2VjcmV0/);
  });

  it.each(editors)('A-UM-16, C53 names its file with the new caption, edited through %s', async (editor) => {
    const sent = await send({ content, type: 'image' });
    expect((await shownTo(sent)).umoc).toMatchObject({ content });
    await edits[editor]?.({ actor: sent.ann, other: sent.ben, place: sent.place }, sent.id, 'after');
    const shown = await shownTo(sent);
    expect(shown).toMatchObject({
      connectbest: { content: 'after', attachments: [{ url: 'https://x.test/1.png' }] },
      reals2chat: { text: 'after', attachment: { url: 'https://x.test/1.png' } },
      v1: { content_encrypted: base64('after'), metadata: { file_url: 'https://x.test/1.png', caption: 'after' } },
    });
    expect(JSON.parse(shown.umoc.content)).toMatchObject({ url: 'https://x.test/1.png', caption: 'after' });
    expect(JSON.stringify(shown)).not.toMatch(/before/);
  });
});
