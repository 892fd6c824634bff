import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, http, uniqueName, WsClient, type Json } from '@parley/testing';
import {
  connect,
  createRoom,
  dataOf,
  password,
  plain,
  register,
  sendText,
  settled,
  sharedRoom,
  textFrame,
  time,
  uuid,
  type Person,
} from './chatrooms.harness.js';

describe('chatrooms: sockets', () => {
  let ann: Person;
  let bob: Person;
  let room: string;
  let open: WsClient[] = [];

  const socketOf = async (person: Person, gateway: number, rooms: readonly string[]): Promise<WsClient> => {
    const socket = await connect(person, gateway, rooms);
    open.push(socket);
    return socket;
  };

  beforeAll(async () => {
    [ann, bob] = [await register('ann'), await register('bob')];
    room = await sharedRoom(ann, [bob], 'Live');
  });

  afterEach(async () => {
    for (const socket of open) socket.close();
    await Promise.all(open.map(({ closed }) => closed));
    open = [];
  });

  it('RC-ws.s2c.message_received reaches every member who joined, on both gateways; the sender hears his client_id', async () => {
    const [sender, senders, near, far] = [
      await socketOf(ann, 0, [room]),
      await socketOf(ann, 1, [room]),
      await socketOf(bob, 0, [room]),
      await socketOf(bob, 1, [room]),
    ];
    const client_id = uniqueName('c');
    sender.send('send_message', textFrame(room, 'hello <b>', client_id));
    const echo = await sender.next('message_received');
    expect(echo).toEqual({
      message: {
        ...{ id: expect.stringMatching(uuid), chatroom_id: room, user_id: ann.id, username: ann.username, display_name: ann.displayName },
        ...{ avatar_url: null, content: plain('hello <b>'), message_type: 'text', reply_to: null, attachments: [], reactions: [] },
        ...{ edited_at: null, created_at: expect.stringMatching(time), seq: expect.any(Number) },
      },
      client_id,
    });
    expect(await senders.next('message_received')).toEqual(echo);
    for (const socket of [near, far]) expect(await socket.next('message_received')).toEqual({ message: echo.message });
    for (const socket of open) await settled(socket);
    expect(open.map((socket) => socket.heard('message_received').length)).toEqual([1, 1, 1, 1]);
    const { messages } = dataOf(await http('GET', `/chatrooms/${room}/messages?limit=1`, { token: bob.token }, 1), 200);
    const { seq: _, ...stored } = echo.message;
    expect(messages).toEqual([stored]);
  });

  it('RC-ws.c2s.send_message is heard once per client_id, and answered each time', async () => {
    const [sender, other] = [await socketOf(ann, 0, [room]), await socketOf(bob, 1, [room])];
    const frame = textFrame(room, 'once', uniqueName('c'));
    sender.send('send_message', frame);
    sender.send('send_message', frame);
    const [first, again] = [await sender.next('message_received'), await sender.next('message_received')];
    expect(again).toEqual(first);
    const marker = await sendText(sender, room, 'marker');
    await other.next('message_received', ({ message }) => message.id === marker.id);
    expect(other.heard('message_received').map(({ message }) => message.id)).toEqual([first.message.id, marker.id]);
  });

  it('RC-ws.c2s.send_message keeps ciphertext, replies and types, and answers a sender who did not join', async () => {
    const [sender, other] = [await socketOf(ann, 0, []), await socketOf(bob, 1, [room])];
    const root = await sendText(sender, room, 'root');
    const content = { encrypted_data: 'q83vEjRW+/8=', iv: 'AAECAwQFBgc=', key_version: 2 };
    sender.send('send_message', { chatroom_id: room, content, message_type: 'image', reply_to: root.id });
    const heard = await other.next('message_received', ({ message }) => message.message_type === 'image');
    expect(heard.message).toMatchObject({ content, reply_to: root.id });
    expect(await sender.next('message_received', ({ message }) => message.id === heard.message.id)).toEqual(heard);
    const { messages } = dataOf(await http('GET', `/chatrooms/${room}/messages?limit=1`, { token: ann.token }, 0), 200);
    expect(messages[0].content).toEqual(content);
  });

  it('RC-ws.c2s.join_chatroom subscribes the connection, and only that; strangers get CHATROOM_ACCESS_DENIED', async () => {
    const [joined, idle] = [await socketOf(bob, 1, [room]), await socketOf(bob, 1, [])];
    await sendText(await socketOf(ann, 0, [room]), room, 'hi');
    await joined.next('message_received');
    await settled(idle);
    expect(idle.heard('message_received')).toEqual([]);

    const stranger = await socketOf(await register('str'), 0, []);
    const publicRoom = await createRoom(ann, { name: 'Public' });
    for (const chatroom_id of [room, publicRoom.id]) {
      stranger.send('join_chatroom', { chatroom_id });
      expect(await stranger.next('error', ({ details }) => details.client_id === undefined)).toMatchObject({ code: 'CHATROOM_ACCESS_DENIED' });
    }
  });

  it('RC-ws.c2s.leave_chatroom ends the subscription and keeps the membership', async () => {
    const [sender, leaver, witness] = [await socketOf(ann, 0, [room]), await socketOf(bob, 1, [room]), await socketOf(bob, 1, [room])];
    leaver.send('leave_chatroom', { chatroom_id: room });
    await settled(leaver);
    const { id } = await sendText(sender, room, 'gone?');
    await witness.next('message_received', ({ message }) => message.id === id);
    await settled(leaver);
    expect(leaver.heard('message_received')).toEqual([]);
    dataOf(await http('GET', `/chatrooms/${room}`, { token: bob.token }, 0), 200);
  });

  it.each<[string, string, Json, string]>([
    ['an unknown room', 'join_chatroom', { chatroom_id: '6b00351c-d3e6-470f-a7c1-e554b68b958b' }, 'CHATROOM_NOT_FOUND'],
    ['a malformed id', 'leave_chatroom', { chatroom_id: 'x' }, 'VALIDATION_INVALID_FORMAT'],
    ['no id', 'join_chatroom', {}, 'VALIDATION_REQUIRED_FIELD'],
    ['an unknown event', 'dance', {}, 'VALIDATION_INVALID_VALUE'],
    ['a text for content', 'send_message', { content: 'hi' }, 'MESSAGE_ENCRYPTION_FAILED'],
    ['a blank message', 'send_message', { content: plain(' \n ') }, 'MESSAGE_ENCRYPTION_FAILED'],
    ['too long a text', 'send_message', { content: plain('x'.repeat(10_001)) }, 'MESSAGE_TOO_LONG'],
    ['too long a cipher', 'send_message', { content: { encrypted_data: 'A'.repeat(65_540), iv: 'AAAA', key_version: 1 } }, 'MESSAGE_TOO_LONG'],
    ['the type system', 'send_message', { message_type: 'system' }, 'VALIDATION_INVALID_VALUE'],
    ['an unknown message to reply to', 'send_message', { reply_to: '6b00351c-d3e6-470f-a7c1-e554b68b958b' }, 'MESSAGE_NOT_FOUND'],
  ])('RC-ws.s2c.error answers %s, and the socket goes on', async (_what, event, data, code) => {
    const socket = await socketOf(ann, 0, [room]);
    const client_id = uniqueName('c');
    socket.send(event, event === 'send_message' ? { ...textFrame(room, 'ok', client_id), ...data } : { ...data, client_id });
    const error = await socket.next('error', ({ details }) => details.client_id === client_id);
    expect(error).toEqual({ code, message: expect.stringMatching(/./), details: expect.objectContaining({ client_id }) });
    await sendText(socket, room, 'still here');
  });

  it('RC-ws.s2c.error answers frames that are none', async () => {
    const socket = await socketOf(ann, 0, []);
    for (const raw of ['nonsense', '[]', '"text"', 'null', '{"data":{}}', '{"event":5}']) {
      socket.sendRaw(raw);
      expect(await socket.next('error')).toMatchObject({ code: 'VALIDATION_INVALID_FORMAT' });
    }
    await sendText(socket, room, 'still here');
  });

  it('speaks this dialect to a token of V1, until a frame shows another (C04)', async () => {
    const login = await http(
      'POST',
      '/v1/auth/login',
      { body: { email: bob.email, password, device_id: 'd', device_name: 'd', platform: 'web' } },
      0,
    );
    const socket = await socketOf({ ...bob, token: login.body.data.access_token }, 0, [room]);
    const { id } = await sendText(await socketOf(ann, 1, [room]), room, 'for everybody');
    expect((await socket.next('message_received')).message.id).toBe(id);
  });

  it('refuses an upgrade without a good token with 401', async () => {
    for (const query of ['', '?token=', '?token=garbage']) await expect(WsClient.open(`/ws${query}`, 'event', 0, {})).rejects.toThrow('401');
  });

  it('RC-ws.s2c.error ends the sixth socket of a user with CONNECTION_LIMIT_EXCEEDED and 4429, until one has gone (C14)', async () => {
    const carl = await register('carl');
    for (const gateway of [0, 1, 0, 1, 0]) await socketOf(carl, gateway, []);
    const sixth = await WsClient.open(`/ws?token=${carl.token}`, 'event', 1, {});
    expect(await sixth.next('error')).toEqual({ code: 'CONNECTION_LIMIT_EXCEEDED', message: expect.stringMatching(/./), details: {} });
    expect(await sixth.closed).toBe(4429);
    for (const socket of open) await settled(socket);
    open[0]?.close();
    await eventually(async () => {
      const next = await WsClient.open(`/ws?token=${carl.token}`, 'event', 1, {});
      open.push(next);
      next.send('no_such_event', {});
      expect(await next.next('error')).toMatchObject({ code: 'VALIDATION_INVALID_VALUE' });
    }, 5_000);
  });

  it('RC-G22 gives the place of a socket that has closed to the next at once, whichever gateway that comes to (C14)', async () => {
    const dora = await register('dora');
    const sockets = await Promise.all([0, 1, 0, 1, 0].map((gateway) => socketOf(dora, gateway, [])));
    for (let n = 0; n < 20; n++) {
      const [oldest] = sockets.splice(0, 1);
      oldest?.close();
      await oldest?.closed;
      const next = await WsClient.open(`/ws?token=${dora.token}`, 'event', n % 2, {});
      sockets.push(next);
      open.push(next);
      next.send('no_such_event', {});
      expect(await next.next('error')).toMatchObject({ code: 'VALIDATION_INVALID_VALUE' });
    }
  });
});
