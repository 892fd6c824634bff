import { beforeAll, describe, expect, it } from '@jest/globals';
import { http, uniqueName, type Json } from '@parley/testing';
import { doors } from '../matrix/doors.harness.js';
import { expiredOf, forgeriesOf } from './forgeries.harness.js';

/** A route of each dialect that wants a session. */
const routes = ['/api/auth/me', '/users/me', '/api/friends', '/v1/users/me'];
const password = 'Passw0rd!';

/** What differs from answer to answer. */
const constantPart = (body: Json): Json => {
  const { request_id: _id, timestamp: _time, ...rest } = body;
  return rest;
};

const answerTo = async (method: string, path: string, token: string, gateway: number) => {
  const { status, body } = await http(method, path, { token, ...(method === 'POST' ? { body: {} } : {}) }, gateway);
  return { status, body: constantPart(body) };
};

describe('tokens that nobody made, at every dialect', () => {
  let good: string;
  let forged: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const username = uniqueName('tok');
    const email = `${username}@example.org`;
    await http('POST', '/v1/auth/register', { body: { email, username, password, full_name: 'Tok' } }, 0);
    const { data } = (await http('POST', '/v1/auth/login', { body: { email, password } }, 0)).body;
    good = data.access_token;
    forged = await forgeriesOf(good, data.refresh_token);
  });

  it.each(routes)('%s: 401, and one body for all of them', async (path) => {
    expect((await http('GET', path, { token: good }, 0)).status).toBe(200);
    const garbage = await answerTo('GET', path, 'garbage', 0);
    expect(garbage.status).toBe(401);
    const answers = await Promise.all(Object.entries(forged).map(async ([name, token], n) => [name, await answerTo('GET', path, token, n % 2)]));
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(Object.keys(forged).map((name) => [name, garbage])));
    expect((await answerTo('GET', path, await expiredOf(good), 1)).status).toBe(401);
  });

  it('/umoc/auth/logout: 401 and one body, in the header and in the pair', async () => {
    const garbage = await answerTo('POST', '/umoc/auth/logout', 'garbage', 0);
    expect(garbage.status).toBe(401);
    const sessionID = JSON.parse(Buffer.from(good.split('.')[1] ?? '', 'base64url').toString()).sid;
    for (const token of [...Object.values(forged), await expiredOf(good)]) {
      const pair = await http('POST', '/umoc/auth/logout', { body: { sessionID, token } }, 0);
      expect([await answerTo('POST', '/umoc/auth/logout', token, 1), { status: pair.status, body: pair.body }]).toEqual([garbage, garbage]);
    }
  });

  it.each(routes)('%s: a token of 15 kB is 401 with the same body', async (path) => {
    expect(await answerTo('GET', path, 'a'.repeat(15_000), 0)).toEqual(await answerTo('GET', path, 'garbage', 0));
  });

  it('a token of 1 MB in a body or a frame is refused as every other', async () => {
    const token = 'a'.repeat(1024 * 1024 - 100);
    expect((await http('POST', '/umoc/auth/logout', { body: { token } }, 0)).status).toBe(401);
    expect((await http('POST', '/v1/auth/refresh', { body: { refresh_token: token } }, 0)).status).toBe(401);
    expect((await http('POST', '/auth/refresh', { body: { refresh_token: token } }, 0)).status).toBe(401);
    expect((await http('POST', '/api/auth/refresh', { body: { refreshToken: token } }, 0)).status).toBe(401);
  });

  it.each(doors.map((door) => [door.name, door] as const))('%s opens to none of them', async (_name, door) => {
    const tokens = { ...forged, expired: await expiredOf(good), 'a token of 15 kB': 'a'.repeat(15_000) };
    const attempt = (token: string): Promise<string> =>
      door.open(token, 0).then(
        (socket) => {
          socket.close();
          return 'in';
        },
        (error: Error) => (error.message.includes(door.refusal) ? 'refused' : error.message),
      );
    const answers = await Promise.all(Object.entries(tokens).map(async ([name, token]) => [name, await attempt(token)]));
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(Object.keys(tokens).map((name) => [name, 'refused'])));
    expect(await attempt(good)).toBe('in');
  });
});
