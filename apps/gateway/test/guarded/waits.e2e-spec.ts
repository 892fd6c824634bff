import { describe, expect, it } from '@jest/globals';
import { gatewayUrl, http, uniqueName } from '@parley/testing';
import { newAddress, postFrom, type Answer } from './stranger.harness.js';

const password = 'Passw0rd!';

const register = async (stem: string) => {
  const username = uniqueName(stem);
  const email = `${username}@example.org`;
  expect((await http('POST', '/auth/register', { body: { username, email, password, display_name: stem } }, 0)).status).toBe(201);
  return { username, email };
};

const inTurn = async (times: number, ask: (n: number) => Promise<Answer>): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  for (let n = 0; n < times; n++) answers.push(await ask(n));
  return answers;
};

describe('those who are told to wait (C76)', () => {
  it('V1-1.2 hear the same moment in every header, whichever limit refuses them', async () => {
    const { username, email } = await register('wait');
    const address = newAddress();
    await inTurn(20, (n) => postFrom(address, '/umoc/auth/login', { username, password: `Wrong-${n}` }, n % 2));
    const answers = await inTurn(5, (n) => postFrom(address, '/v1/auth/login', { email, password }, n % 2));
    for (const { status, retryAfter, left } of answers) {
      expect([status, left[0]]).toEqual([429, 0]);
      expect(Number(retryAfter)).toBeGreaterThan(800);
      expect(Math.abs(left[1] - Date.now() / 1_000 - Number(retryAfter))).toBeLessThan(5);
    }
  }, 60_000);

  it('CB-1.3 hear it from the page of the mail, too: ten wrong codes an hour, and when the next may be tried', async () => {
    const { email } = await register('page');
    const post = (n: number) => {
      const body = new URLSearchParams({ email, code: String(100_000 + n) });
      return fetch(`${gatewayUrl(n % 2)}/verify-email`, { method: 'POST', body });
    };
    for (let n = 0; n < 10; n++) expect((await post(n)).status).toBe(400);
    const { status, headers, page } = await post(10).then(async (answer) => ({
      status: answer.status,
      headers: answer.headers,
      page: await answer.text(),
    }));
    const seconds = Number(headers.get('retry-after'));
    expect([status, headers.get('x-ratelimit-remaining')]).toEqual([429, '0']);
    expect(page).toContain(`Try again in ${Math.ceil(seconds / 60)} minutes.`);
    expect(seconds).toBeGreaterThan(3_000);
  }, 60_000);

  it('V1-1.5 are alone: a client that asks on and on keeps nobody out who shares its address', async () => {
    const { email } = await register('next');
    const address = newAddress();
    const hammer = (n: number): Promise<Answer> => postFrom(address, '/v1/auth/refresh', { refresh_token: 'of a session long over' }, n % 2);
    // More than all of an address may ask in a minute.
    for (let round = 0; round < 20; round++) await Promise.all(Array.from({ length: 17 }, (_, n) => hammer(n)));
    expect((await hammer(0)).status).toBe(429);
    expect((await postFrom(address, '/v1/auth/login', { email, password }, 1)).status).toBe(200);
  }, 60_000);
});
