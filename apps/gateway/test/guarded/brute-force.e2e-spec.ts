import { randomInt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { http, nextMail, uniqueName } from '@parley/testing';
import { generateSync } from 'otplib';
import { withoutRedis } from './servers.harness.js';
import { credentials, logIns, newAddress, postFrom, type Answer, type LogInDoor } from './stranger.harness.js';

const password = 'Passw0rd!';

/** Somebody with a verified address, whom every dialect lets in. */
const makeVictim = async (stem: string) => {
  const name = uniqueName(stem);
  const email = `${name}@example.org`;
  const registered = await postFrom(newAddress(), '/api/auth/register', { email, password, name }, 0);
  const code = /\b\d{6}\b/.exec((await nextMail(email)).text)?.[0] ?? '';
  expect((await postFrom(newAddress(), '/api/auth/verify-email', { email, code }, 0)).status).toBe(200);
  return { email, token: registered.body.token as string };
};

/** What an attacker writes to look like many. */
const disguise = (): Readonly<Record<string, string>> => {
  const address = [10, randomInt(256), randomInt(256), randomInt(1, 255)].join('.');
  return { 'x-forwarded-for': `${address}, 10.0.0.1`, 'x-real-ip': address, forwarded: `for=${address}`, 'x-client-ip': address };
};

const guess = (door: LogInDoor, address: string, email: string, given: string, turn: number): Promise<Answer> =>
  postFrom(address, door.path, credentials(door, turn % 3 === 0 ? email.toUpperCase() : email, given), turn % 2, disguise());

/** Guesses in all dialects over both gateways: how many of them were looked at, in all and by dialect. */
const attack = async (email: string, address: string, rounds: number) => {
  const looked: Record<string, number> = { connectbest: 0, chatrooms: 0, umoc: 0, v1: 0 };
  for (let round = 0; round < rounds; round++) {
    const answers = await Promise.all(
      logIns.map(async (door, n) => ({ door, ...(await guess(door, address, email, `Wrong-${round}-${n}`, round + n)) })),
    );
    for (const { door, status, retryAfter } of answers) {
      if (status === door.wrong) looked[door.dialect] = (looked[door.dialect] ?? 0) + 1;
      else expect([door.dialect, status, Number(retryAfter) > 0]).toEqual([door.dialect, 429, true]);
    }
  }
  return { looked, all: Object.values(looked).reduce((sum, one) => sum + one) };
};

const expectShut = async (email: string, address: string): Promise<void> => {
  for (const door of logIns) {
    const { status, retryAfter, left } = await guess(door, address, email, password, 1);
    expect([door.dialect, status, left[0]]).toEqual([door.dialect, 429, 0]);
    // All headers name the same moment.
    expect(Math.abs(left[1] - Date.now() / 1_000 - Number(retryAfter))).toBeLessThan(3);
  }
};

describe('guessing passwords (C76)', () => {
  it('stays within five in ConnectBest, five a minute in V1 and twenty in all, over dialects, replicas and forged addresses', async () => {
    const { email } = await makeVictim('bf');
    const address = newAddress();
    const { looked, all } = await attack(email, address, 14);
    expect(looked).toMatchObject({ connectbest: 5, v1: 5 });
    expect(all).toBe(20);
    await expectShut(email, address);
    // The victim is not locked out: elsewhere the right password opens.
    expect((await postFrom(newAddress(), '/api/auth/login', { email, password }, 1)).status).toBe(200);
  }, 60_000);

  it('stays within the same while Redis answers nobody', async () => {
    const { email } = await makeVictim('bfr');
    const address = newAddress();
    await withoutRedis(async () => {
      const { looked, all } = await attack(email, address, 14);
      expect(looked).toMatchObject({ connectbest: 5, v1: 5 });
      expect(all).toBe(20);
      await expectShut(email, address);
      expect((await postFrom(newAddress(), '/api/auth/login', { email, password }, 1)).status).toBe(200);
    });
  }, 120_000);

  it('a burst passes no more than a patient attacker', async () => {
    const { email } = await makeVictim('bfb');
    const address = newAddress();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => guess(logIns[2], address, email, `Wrong-${n}`, n)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(20);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
  }, 60_000);

  it('ten guesses of a second factor are all, wherever they come from, even with the right password', async () => {
    const { email, token } = await makeVictim('bft');
    const { data } = (await http('POST', '/v1/auth/2fa/enable', { token, body: {} }, 0)).body;
    const now = Math.floor(Date.now() / 1_000);
    const code = generateSync({ secret: data.secret, epoch: now - 30 });
    expect((await http('POST', '/v1/auth/2fa/verify', { token, body: { code } }, 0)).status).toBe(200);
    const tried: string[] = [];
    for (let n = 0; n < 8; n++) {
      for (const door of logIns.filter(({ code: key }) => key !== null)) {
        const wrong = String(randomInt(100_000, 1_000_000));
        const body = { ...credentials(door, email, password), [door.code ?? '']: wrong };
        const { status, body: answer } = await postFrom(newAddress(), door.path, body, n % 2, disguise());
        tried.push(status === 429 ? 'shut' : `${status} ${JSON.stringify(answer).includes('oken":') ? 'IN' : 'refused'}`);
      }
    }
    expect(tried.filter((outcome) => outcome !== 'shut')).toHaveLength(10);
    expect(tried.some((outcome) => outcome.includes('IN'))).toBe(false);
  }, 60_000);
});
