import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { invalidSession, password, post, register, UmocClient, type SignIn } from './umoc.harness.js';

let me: SignIn;
let other: SignIn;
let client: UmocClient;

beforeAll(async () => {
  [me, other] = await Promise.all([register('john'), register('jane')]);
  client = await UmocClient.open(me, 0);
});

afterAll(() => client.io.close());

describe('Session Verification', () => {
  it('UM-c2s-verify_session of the own session needs no token', async () => {
    const status = await client.call('verify_session', {}, 'session_status');
    expect(status).toEqual({ valid: true, expires_at: expect.any(Number) });
    expect(status.expires_at).toBeGreaterThanOrEqual(me.session_expires);
  });

  it('UM-c2s-verify_session may be about another session of the same user (A-UM-07)', async () => {
    const { body } = await post('login', { username: me.username, password });
    expect(await client.ask('verify_session', { sessionID: body.sessionID, token: body.token })).toMatchObject({ valid: true });
    // With its token it was used, which may have pushed its end out by then.
    const told = await client.ask('verify_session', { sessionID: body.sessionID });
    expect(told).toEqual({ valid: true, expires_at: expect.any(Number) });
    expect(told.expires_at - body.session_expires).toBeGreaterThanOrEqual(0);
    expect(told.expires_at - body.session_expires).toBeLessThan(60);
    await post('logout', body);
    expect(await client.ask('verify_session', { sessionID: body.sessionID })).toEqual({ valid: false, message: invalidSession });
    expect(await client.ask('verify_session', { sessionID: body.sessionID, token: body.token })).toEqual({ valid: false, message: invalidSession });
  });

  it.each([
    ['a foreign session', () => ({ sessionID: other.sessionID, token: other.token })],
    ['a foreign session without its token', () => ({ sessionID: other.sessionID })],
    ['an unknown session', () => ({ sessionID: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', token: me.token })],
    ['the own session with a wrong token', () => ({ token: 'wrong' })],
    ['the own session with a token that is too long', () => ({ token: 'x'.repeat(1_000) })],
    ['no id at all', () => ({ sessionID: 'garbage' })],
  ])('UM-s2c-session_status of %s is invalid', async (_case, data) => {
    expect(await client.call('verify_session', data(), 'session_status')).toEqual({ valid: false, message: invalidSession });
  });
});

describe('Connection Keepalive', () => {
  it('UM-c2s-ping is answered by UM-s2c-pong with the latency', async () => {
    const timestamp = Date.now() - 1_000;
    const pong = await client.call('ping', { timestamp }, 'pong');
    expect(pong).toEqual({ timestamp, server_time: expect.any(Number), latency: pong.server_time - timestamp });
    expect(pong.latency).toBeGreaterThanOrEqual(1_000);
    expect((await client.ask('ping', { timestamp: Date.now() + 60_000 })).latency).toBe(0);
  });

  it('UM-c2s-ping without a number is an error', async () => {
    expect(await client.call('ping', { timestamp: 'now' }, 'error')).toEqual({ message: expect.stringContaining('timestamp') });
  });
});

describe('Error Handling', () => {
  it.each([
    ['another session', () => ({ sessionID: other.sessionID })],
    ['no session', () => ({ sessionID: undefined })],
    ['a number', () => ({ sessionID: 7 })],
  ])('UM-s2c-error: an event with %s is not taken (A-UM-06)', async (_case, data) => {
    expect(await client.call('get_chats', data(), 'error')).toEqual({ message: 'Invalid session' });
    expect(client.io.heard('chats')).toEqual([]);
  });

  it('UM-s2c-error: an acknowledgement gets the failure as well (A-UM-32), and the socket stays open', async () => {
    const refusal = { message: 'Unknown event' };
    let acknowledged: Promise<unknown> = Promise.resolve();
    const event = await client.after(() => {
      acknowledged = client.ask('make_coffee', {});
    }, 'error');
    expect([event, await acknowledged]).toEqual([refusal, refusal]);
    expect(await client.after(() => client.io.send('get_chats', 'no object'), 'error')).toEqual({ message: 'Invalid session' });
    expect(await client.ask('ping', { timestamp: 1 })).toMatchObject({ timestamp: 1 });
  });
});
