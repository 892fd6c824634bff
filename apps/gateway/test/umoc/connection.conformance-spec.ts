import { beforeAll, describe, expect, it } from '@jest/globals';
import { gatewayUrl, http, IoClient, uniqueName } from '@parley/testing';
import { io as connectBy } from 'socket.io-client';
import { invalidSession, password, post, RawClient, register, UmocClient, type SignIn } from './umoc.harness.js';

let me: SignIn;
let other: SignIn;

beforeAll(async () => {
  [me, other] = await Promise.all([register('john'), register('jane')]);
});

describe('UM-HTTP-connect', () => {
  it('UM-s2c-connection_successful is sent on connection', async () => {
    const { io } = await UmocClient.open(me, 0);
    expect(await io.next('connection_successful')).toEqual({ user_id: me.user_id, username: me.username, session_expires: expect.any(Number) });
    expect(io.heard('connection_successful')[0].session_expires).toBeGreaterThanOrEqual(me.session_expires);
    io.close();
  });

  it.each([
    ['the token of another session', () => ({ sessionID: me.sessionID, token: other.token })],
    ['a garbage token', () => ({ sessionID: me.sessionID, token: 'garbage' })],
    ['a garbage session', () => ({ sessionID: 'garbage', token: me.token })],
    ['an empty session', () => ({ sessionID: '', token: me.token })],
    ['no token', () => ({ sessionID: me.sessionID })],
  ])('UM-HTTP-connect refuses %s (A-UM-05)', async (_case, query) => {
    await expect(IoClient.open('/', query() as Record<string, string>, 0)).rejects.toThrow(invalidSession);
  });

  it('UM-HTTP-connect takes the JWT of any log-in with its sid (C13)', async () => {
    const username = uniqueName('jim');
    const body = { username, email: `${username}@example.com`, password: 'Passw0rd!', display_name: 'Jim' };
    const { access_token: token } = (await http('POST', '/auth/register', { body }, 0)).body.data;
    const { sid } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
    const client = await UmocClient.open({ sessionID: sid, token }, 1);
    expect(await client.io.next('connection_successful')).toMatchObject({ username });
    expect(await client.ask('get_chats', {})).toEqual([]);
    client.io.close();
    await expect(IoClient.open('/', { sessionID: me.sessionID, token }, 0)).rejects.toThrow(invalidSession);
  });

  it('UM-HTTP-connect works by long polling, too (C08)', async () => {
    const query = { sessionID: me.sessionID, token: me.token };
    const socket = connectBy(gatewayUrl(0), { query, transports: ['polling'], reconnection: false, forceNew: true });
    const hello = await new Promise((resolve) => socket.once('connection_successful', resolve));
    expect(hello).toMatchObject({ user_id: me.user_id });
    expect(await socket.timeout(5_000).emitWithAck('get_chats', { sessionID: me.sessionID })).toEqual([]);
    socket.close();
  });

  it('UM-HTTP-connect as written: a plain WebSocket that names no protocol (C08)', async () => {
    const raw = await RawClient.open(`sessionID=${me.sessionID}&token=${me.token}`);
    await raw.packet('0{"sid"');
    raw.send('40');
    expect(JSON.parse((await raw.packet('42')).slice(2))).toEqual(['connection_successful', expect.objectContaining({ user_id: me.user_id })]);
    raw.close();
  });

  it('UM-HTTP-connect serves Engine.IO 3, and refuses there with an ERROR packet (A-UM-05)', async () => {
    const raw = await RawClient.open(`EIO=3&transport=websocket&sessionID=${me.sessionID}&token=${me.token}`);
    expect(JSON.parse((await raw.packet('42')).slice(2))[0]).toBe('connection_successful');
    raw.send(`42${JSON.stringify(['get_chats', { sessionID: me.sessionID }])}`);
    await raw.packet('42["chats"');
    raw.close();
    const refused = await RawClient.open(`EIO=3&transport=websocket&sessionID=${me.sessionID}&token=garbage`);
    expect(JSON.parse((await refused.packet('44')).slice(2))).toBe(invalidSession);
    refused.close();
  });
});

describe('Max 3 concurrent sessions per user', () => {
  it('UM-G6 a fourth log-in ends the oldest: session_status, then disconnected (C14)', async () => {
    const first = await register('joe');
    const oldest = await UmocClient.open(first, 1);
    const gone = new Promise((resolve) => oldest.io.socket.once('disconnect', resolve));
    const later: SignIn[] = [];
    for (let n = 0; n < 3; n++) later.push((await post('login', { username: first.username, password })).body);
    expect(await oldest.io.next('session_status')).toEqual({ valid: false, message: invalidSession });
    expect(await gone).toBe('io server disconnect');
    await expect(UmocClient.open(first, 0)).rejects.toThrow(invalidSession);
    for (const session of later) (await UmocClient.open(session, 0)).io.close();
  });
});
