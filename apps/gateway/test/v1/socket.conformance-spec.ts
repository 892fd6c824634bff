import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { http, uniqueName, WsClient } from '@parley/testing';
import { base64, call, listen, logIn, makeGroup, makePerson, openDirect, sendText, type Person } from './v1.harness.js';

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const conn = expect.stringMatching(/^conn_[0-9a-f]{24}$/);
const errorFrame = (code: string, details: object) => ({ type: 'error', error: { code, message: expect.any(String), details } });

describe('V1 socket', () => {
  let john: Person;
  let jane: Person;
  let jack: Person;
  const open: WsClient[] = [];
  beforeAll(async () => {
    [john, jane, jack] = await Promise.all([makePerson('john'), makePerson('jane'), makePerson('jack')]);
  });
  afterEach(() => {
    for (const socket of open.splice(0)) socket.close();
  });

  const keep = async (opening: Promise<WsClient>): Promise<WsClient> => {
    const socket = await opening;
    open.push(socket);
    return socket;
  };
  const connect = (path: string) => keep(WsClient.open(path, 'type', 0, {}));
  const hear = (person: Person, gateway: number) => keep(listen(person, gateway));

  it.each(['/', '/v1', '/v1/ws'])('V1-8.1-c2s-auth without a token in the URL is answered by V1-8.1-s2c-auth_success on %s', async (path) => {
    const socket = await connect(path);
    socket.send('auth', { token: john.token });
    expect(await socket.next('auth_success')).toEqual({ type: 'auth_success', user_id: john.id, connection_id: conn });
  });

  it('V1-8.1-c2s-auth beside a token in the URL is answered too, and a fresh token of the user is taken', async () => {
    const socket = await connect(`/?token=${john.token}`);
    socket.send('auth', { token: john.token });
    const first = await socket.next('auth_success');
    const refreshed = await http('POST', '/v1/auth/refresh', { body: { refresh_token: john.refreshToken } }, 0);
    socket.send('auth', { token: refreshed.body.data.access_token });
    expect(await socket.next('auth_success')).toEqual(first);
    socket.send('auth', { token: jane.token });
    expect(await socket.next('error')).toEqual(errorFrame('AUTHENTICATION_FAILED', {}));
  });

  it('V1-8.1-c2s-auth with a bad token is refused, and may be tried again', async () => {
    const socket = await connect('/');
    for (const token of ['garbage', `${john.token}x`]) {
      socket.send('auth', { token });
      expect(await socket.next('error')).toEqual(errorFrame('AUTHENTICATION_FAILED', {}));
    }
    socket.send('auth', {});
    expect(await socket.next('error')).toEqual(errorFrame('VALIDATION_ERROR', { token: expect.any(String) }));
    socket.send('auth', { token: john.token });
    expect(await socket.next('auth_success')).toMatchObject({ user_id: john.id });
  });

  it('V1-8.1-c2s-auth must come within 10 s: until then nothing else is answered, after it the socket is closed', async () => {
    const socket = await connect('/');
    socket.send('sync', {});
    expect(await socket.next('error')).toEqual(errorFrame('AUTHENTICATION_FAILED', {}));
    expect(await socket.closed).toBe(4401);
  });

  it('V1-G15 a bad token in the URL is refused with 401 before the upgrade', async () => {
    for (const token of ['garbage', 'a.b.c', `${john.token}x`]) await expect(connect(`/?token=${token}`)).rejects.toThrow('401');
  });

  it('A-V1-34 frames that are none get an error frame, and the socket lives on', async () => {
    const socket = await hear(john, 0);
    for (const text of ['nonsense', '[]', '{}', '{"type":7}', '{"type":"dance"}']) {
      socket.sendRaw(text);
      expect(await socket.next('error')).toEqual(errorFrame('VALIDATION_ERROR', expect.any(Object)));
    }
    socket.send('auth', { token: john.token });
    expect(await socket.next('auth_success')).toMatchObject({ user_id: john.id });
  });

  it('V1-8.3-s2c-message_received reaches the other person of a direct conversation on another gateway', async () => {
    const id = await openDirect(john, jane);
    const socket = await hear(jane, 1);
    const { body } = await call(john, 'POST', `/v1/conversations/${id}/messages`, {
      content_encrypted: base64('Hello!'),
      message_type: 'text',
      metadata: { mood: 'good' },
      temp_id: 'temp_1',
    });
    expect(await socket.next('message_received')).toEqual({
      type: 'message_received',
      conversation_id: id,
      message: {
        message_id: body.data.message_id,
        sender_id: john.id,
        content_encrypted: base64('Hello!'),
        message_type: 'text',
        metadata: { mood: 'good' },
        reply_to_message_id: null,
        created_at: time,
      },
      seq: expect.any(Number),
    });
  });

  it('V1-8.3-s2c-message_received reaches all of a group once, but not the sending session', async () => {
    const id = await makeGroup(john, uniqueName('team'), [jane, jack]);
    const { access_token: token } = await logIn(john.email);
    const [own, elsewhere, jacks] = await Promise.all([hear(john, 0), hear({ ...john, token }, 1), hear(jack, 1)]);
    const sent = [(await sendText(john, id, 'first')).message_id, (await sendText(john, id, 'second')).message_id];
    const reply = (await sendText(jack, id, 'reply')).message_id;
    // What jane says last shows that nothing of the above is still on its way.
    const end = (await sendText(jane, id, 'end')).message_id;
    const heardBy = async (socket: WsClient): Promise<readonly string[]> => {
      await socket.next('message_received', ({ message }) => message.message_id === end);
      const frames = socket.heard('message_received').filter(({ conversation_id }) => conversation_id === id);
      return frames.map(({ message }) => message.message_id);
    };
    expect(await heardBy(own)).toEqual([reply, end]);
    expect(await heardBy(elsewhere)).toEqual([...sent, reply, end]);
    expect(await heardBy(jacks)).toEqual([...sent, end]);
  });

  it('V1-8.3-s2c-message_received reaches a socket that has sent sync from its own session, too, and from one it changes to (A-00-14)', async () => {
    const id = await makeGroup(john, uniqueName('synced'), [jane]);
    const { access_token: token } = await logIn(john.email);
    const socket = await hear(john, 0);
    socket.send('sync', { cursors: {} });
    await socket.next('sync');
    socket.send('auth', { token });
    await socket.next('auth_success');
    for (const by of [john, { ...john, token }]) {
      const { message_id } = await sendText(by, id, 'mine');
      await socket.next('message_received', ({ message }) => message.message_id === message_id);
    }
  });

  it('V1-8.3-s2c-message_received reaches sockets that were open before the group was made', async () => {
    const socket = await hear(jane, 1);
    const id = await makeGroup(john, uniqueName('new'), [jane]);
    const { message_id } = await sendText(john, id, 'welcome');
    const frame = await socket.next('message_received', ({ message }) => message.message_id === message_id);
    expect(frame).toMatchObject({ conversation_id: id, message: { content_encrypted: base64('welcome') } });
  });
});
