import { describe, expect, it } from '@jest/globals';
import { http, uniqueName } from '@parley/testing';
import { password, post, register, UmocClient, uuid } from './umoc.harness.js';

const signIn = {
  sessionID: expect.stringMatching(uuid),
  token: expect.stringMatching(/^[\w-]{43,}$/),
  user_id: expect.any(Number),
  username: expect.any(String),
  session_expires: expect.any(Number),
};

describe('UM-I1 obtaining a session (A-UM-01)', () => {
  it('UM-I1 register answers 201 with a session that opens a socket', async () => {
    const username = uniqueName('john');
    const { status, body } = await post('register', { username, password });
    expect(status).toBe(201);
    expect(body).toEqual({ ...signIn, username });
    expect(Number.isSafeInteger(body.user_id)).toBe(true);
    const day = body.session_expires - Date.now() / 1000;
    expect(day).toBeGreaterThan(86_400 - 60);
    expect(day).toBeLessThanOrEqual(86_401);
    const client = await UmocClient.open(body, 1);
    expect((await client.io.next('connection_successful')).user_id).toBe(body.user_id);
    client.io.close();
  });

  it('UM-I1 login answers 200 with another session of the same user', async () => {
    const me = await register('john');
    const { status, body } = await post('login', { username: me.username, password });
    expect(status).toBe(200);
    expect(body).toEqual({ ...signIn, user_id: me.user_id, username: me.username });
    expect(body.sessionID).not.toBe(me.sessionID);
  });

  it('UM-I1 login takes the e-mail address for a username', async () => {
    const username = uniqueName('john');
    const email = `${username}@example.com`;
    const { body } = await post('register', { username, password, email });
    expect(await post('login', { username: email, password })).toMatchObject({ status: 200, body: { user_id: body.user_id } });
  });

  it('UM-I1 login refuses an unknown user and a wrong password alike', async () => {
    const me = await register('john');
    const refusal = { status: 401, body: { message: 'Invalid username or password' } };
    expect(await post('login', { username: me.username, password: 'wrong password' })).toMatchObject(refusal);
    expect(await post('login', { username: uniqueName('nobody'), password })).toMatchObject(refusal);
  });

  it('UM-I1 register refuses a taken name with 409', async () => {
    const me = await register('john');
    const again = await post('register', { username: me.username.toUpperCase(), password });
    expect(again).toMatchObject({ status: 409, body: { message: 'This username is already taken' } });
  });

  it.each([
    ['a short name', { username: 'jo', password }],
    ['a name with a space', { username: 'john doe', password }],
    ['a short password', { username: 'johndoe', password: 'short' }],
    ['a number for a password', { username: 'johndoe', password: 12_345_678 }],
    ['a bad e-mail address', { username: 'johndoe', password, email: 'nowhere' }],
    ['nothing', {}],
  ])('UM-I1 register refuses %s with 400 {message}', async (_case, body) => {
    const answer = await post('register', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ message: expect.any(String) });
  });

  it('UM-I1 logout ends the session', async () => {
    const me = await register('john');
    expect(await post('logout', me)).toMatchObject({ status: 200, body: { success: true } });
    await expect(UmocClient.open(me, 1)).rejects.toThrow();
    expect((await post('logout', me)).status).toBe(401);
  });

  it('UM-I1 logout needs the pair', async () => {
    const [me, other] = [await register('john'), await register('jane')];
    expect((await post('logout', { sessionID: me.sessionID, token: other.token })).status).toBe(401);
    expect((await post('logout', { sessionID: me.sessionID })).status).toBe(401);
    expect(await post('logout', {})).toMatchObject({ status: 401, body: { message: 'Your session has expired or is invalid' } });
  });

  it('UM-I1 unknown routes, other methods and malformed JSON are answered as {message}', async () => {
    expect(await http('POST', '/umoc/nothing', { body: {} }, 0)).toMatchObject({ status: 404, body: { message: 'Not found' } });
    const wrong = await http('GET', '/umoc/auth/login', {}, 0);
    expect(wrong).toMatchObject({ status: 405, body: { message: 'Method not allowed' } });
    expect(wrong.headers.get('allow')).toBe('POST');
    expect((await http('POST', '/umoc/auth/login', { raw: '{' }, 0)).body).toEqual({ message: 'The payload must be a JSON object' });
  });
});
