import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { hexOf, parseId } from '@parley/contracts';
import { eventually, http, IoClient, uniqueName, WsClient, type Json } from '@parley/testing';
import { directOf, groupOf } from '../sync/chats.harness.js';
import type { Chat } from '../sync/follower.harness.js';
import { base64, makePerson, type Person } from '../v1/v1.harness.js';
import { whileFrozen } from './fleet-process.harness.js';

const hex = (id: string): string => hexOf(parseId(id) ?? ('' as never));
/** A send that waits for a service that does not answer has waited longer than this. */
const soonMs = 1_500;

describe('a service that stands still', () => {
  let ann: Person;
  let ben: Person;
  let direct: Chat;
  let room: Chat;
  let chatrooms: WsClient;
  let reals2chat: IoClient;
  beforeAll(async () => {
    [ann, ben] = [await makePerson('ann'), await makePerson('ben')];
    [direct, room] = [await directOf(ann, ben), await groupOf(ann, ben, [], uniqueName('room'))];
    chatrooms = await WsClient.open(`/ws?token=${ann.token}`, 'event', 0, {});
    reals2chat = await IoClient.open('/', { token: ann.token }, 1);
  });
  afterAll(() => {
    chatrooms.close();
    reals2chat.close();
  });
  afterEach(() => eventually(async () => expect((await http('GET', '/api/health', {}, 0)).status).toBe(200), 20_000), 25_000);

  /** Sends through one dialect: true once it is acknowledged. */
  const sends: Readonly<Record<string, (text: string) => Promise<boolean>>> = {
    v1: async (text) => {
      const body = { content_encrypted: base64(text), message_type: 'text' };
      return (await http('POST', `/v1/conversations/${direct.id}/messages`, { token: ann.token, body }, 0)).status === 201;
    },
    connectbest: async (text) => {
      const path = `/api/chat/channels/${hex(room.id)}/messages/send`;
      return (await http('POST', path, { token: ann.token, body: { content: text } }, 1)).status === 201;
    },
    chatrooms: async (text) => {
      const content = { encrypted_data: base64(text), iv: '', key_version: 0 };
      chatrooms.send('send_message', { chatroom_id: hex(room.id), content, message_type: 'text', client_id: text });
      return (await chatrooms.next('message_received', (heard: Json) => heard.client_id === text)) !== undefined;
    },
    reals2chat: async (text) => (await reals2chat.ask('sendMessage', { recipientId: hex(ben.id), text })).success === true,
  };

  const expectSends = async (): Promise<void> => {
    for (const [dialect, send] of Object.entries(sends)) {
      const begun = performance.now();
      expect([dialect, await send(uniqueName(dialect))]).toEqual([dialect, true]);
      expect(performance.now() - begun).toBeLessThan(soonMs);
    }
  };

  const expectEdit = async (gateway: number): Promise<void> => {
    const begun = performance.now();
    const messages = `/api/chat/channels/${hex(room.id)}/messages`;
    const sent = await http('POST', `${messages}/send`, { token: ann.token, body: { content: 'draft' } }, gateway);
    const edit = { token: ann.token, body: { content: `edited ${gateway}` } };
    expect((await http('PUT', `${messages}/${sent.body.message.id}`, edit, gateway)).status).toBe(200);
    const history = await http('GET', `${messages}?limit=1`, { token: ann.token }, gateway);
    expect(history.body.messages).toMatchObject([{ content: `edited ${gateway}` }]);
    expect((await http('GET', '/api/chat/channels', { token: ann.token }, gateway)).status).toBe(200);
    expect(performance.now() - begun).toBeLessThan(soonMs);
  };

  it.each(['ai', 'file', 'notification', 'call-signaling', 'auth', 'user'])(
    '%s holds up no send, in any dialect',
    (name) => whileFrozen([name], expectSends),
    40_000,
  );

  it(
    'not all of them at once either, nor an edit, a history or a list, over either gateway',
    () =>
      whileFrozen(['ai', 'file', 'notification', 'call-signaling', 'auth', 'user'], async () => {
        await expectSends();
        for (const gateway of [0, 1]) await expectEdit(gateway);
      }),
    40_000,
  );

  it.each(['auth', 'user'])(
    '%s fails no request and no socket with a valid token',
    (name) =>
      whileFrozen([name], async () => {
        const reads = ['/v1/conversations', `/v1/conversations/${direct.id}/messages`, '/v1/sync'];
        for (const gateway of [0, 1]) {
          for (const path of reads) expect([path, (await http('GET', path, { token: ann.token }, gateway)).status]).toEqual([path, 200]);
        }
        const socket = await WsClient.open(`/v1/ws?token=${ann.token}`, 'type', 1, {});
        socket.send('sync', { cursors: {} });
        expect((await socket.next('sync')).heads[direct.id]).toBeGreaterThan(0);
        socket.close();
      }),
    40_000,
  );
});
