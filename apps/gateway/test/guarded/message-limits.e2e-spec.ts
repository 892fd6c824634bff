import { describe, expect, it } from '@jest/globals';
import { eventually, http, IoClient, uniqueName, WsClient } from '@parley/testing';

interface Person {
  readonly id: string;
  readonly token: string;
}

const register = async (stem: string): Promise<Person> => {
  const username = uniqueName(stem);
  const body = { username, email: `${username}@example.org`, password: 'Passw0rd!', display_name: stem };
  const { user, access_token: token } = (await http('POST', '/auth/register', { body }, 0)).body.data;
  return { id: user.id, token };
};

/** As many as a socket takes at once, each batch answered before the next. */
const batch = 50;

const openRoom = async (token: string): Promise<string> =>
  (await http('POST', '/chatrooms', { token, body: { name: 'Crowd', is_private: true } }, 0)).body.data.chatroom.id;

const sendToRoom = async (socket: WsClient, roomId: string, count: number): Promise<void> => {
  const content = { encrypted_data: 'aGk=', iv: '', key_version: 0 };
  for (let sent = 0; sent < count; sent += batch) {
    for (let n = 0; n < batch; n++) socket.send('send_message', { chatroom_id: roomId, content, message_type: 'text' });
    const answered = (): number => socket.heard('message_received').length + socket.heard('error').length;
    await eventually(() => expect(answered()).toBe(sent + batch), 10_000);
  }
};

describe('limits of messages (C76)', () => {
  it('are one for all dialects and doors: 300 a minute, whatever one dialect allows', async () => {
    const [ann, ben] = await Promise.all([register('ann'), register('ben')]);
    const opened = await http('POST', '/v1/conversations', { token: ann.token, body: { type: 'direct', participant_id: ben.id } }, 0);
    const conversation = opened.body.data.conversation_id as string;
    const room = await openRoom(ann.token);
    const socket = await WsClient.open(`/ws?token=${ann.token}`, 'event', 1, {});
    await sendToRoom(socket, room, 350);
    const codes = socket.heard('error').map(({ code }) => code);
    expect(codes).toEqual(Array.from({ length: 50 }, () => 'RATE_LIMIT_EXCEEDED'));
    socket.close();

    const body = { content_encrypted: 'aGk=', message_type: 'text' };
    const refused = await http('POST', `/v1/conversations/${conversation}/messages`, { token: ann.token, body }, 0);
    expect([refused.status, refused.body.error.code]).toEqual([429, 'RATE_LIMIT_EXCEEDED']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    // What sends nothing goes on, and so does everybody else.
    expect((await http('GET', `/v1/conversations/${conversation}/messages`, { token: ann.token }, 1)).status).toBe(200);
    expect((await http('POST', `/v1/conversations/${conversation}/messages`, { token: ben.token, body }, 1)).status).toBe(201);
  }, 60_000);

  it('are one for both doors of Reals2Chat: 100 a minute over REST and sockets', async () => {
    const [ann, ben] = await Promise.all([register('ann'), register('ben')]);
    const body = { recipientId: ben.id, text: 'hi' };
    const socket = await IoClient.open('/', { token: ann.token }, 1);
    const answers = await Promise.all(Array.from({ length: batch }, () => socket.ask('sendMessage', body)));
    expect(answers.every(({ success }) => success === true)).toBe(true);
    const sent = await Promise.all(Array.from({ length: batch }, () => http('POST', '/api/messages/send', { token: ann.token, body }, 0)));
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await socket.ask('sendMessage', body)).toEqual({ success: false, message: 'Too many requests' });
    expect((await http('POST', '/api/messages/send', { token: ann.token, body }, 0)).status).toBe(429);

    // What one dialect refuses uses up nothing of the 300 over all.
    for (let asked = 0; asked < 3 * batch; asked += batch) await Promise.all(Array.from({ length: batch }, () => socket.ask('sendMessage', body)));
    socket.close();
    const room = await WsClient.open(`/ws?token=${ann.token}`, 'event', 0, {});
    await sendToRoom(room, await openRoom(ann.token), 250);
    expect(room.heard('error')).toHaveLength(50);
    room.close();
  }, 60_000);

  it('are one for all that ConnectBest sends, now or later: 100 a minute, whichever way it is scheduled', async () => {
    const { token } = await register('ann');
    const { channel } = (await http('POST', '/api/chat/channels', { token, body: { name: uniqueName('later'), type: 'private' } }, 0)).body;
    const scheduledFor = new Date(Date.now() + 3_600_000).toISOString();
    const send = (gateway: number) => http('POST', `/api/chat/channels/${channel.id}/messages/send`, { token, body: { content: 'hi' } }, gateway);
    const schedule = (gateway: number) =>
      http('POST', '/api/scheduled-messages', { token, body: { channelId: channel.id, content: 'hi', scheduledFor } }, gateway);
    for (const [gateway, door] of [send, schedule].entries()) {
      const answers = await Promise.all(Array.from({ length: batch }, () => door(gateway)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    }
    expect([(await schedule(0)).status, (await send(1)).status]).toEqual([429, 429]);
    const kept = (await http('GET', '/api/scheduled-messages', { token }, 1)).body.messages;
    expect(kept).toHaveLength(batch);
  }, 60_000);
});
