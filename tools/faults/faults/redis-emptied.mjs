import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { exchange } from '../../infra/exchange.mjs';
import { newcomers } from '../cast.mjs';

const presenceAimSeconds = 15;

const flush = (dataDir) =>
  exchange({
    port: JSON.parse(readFileSync(path.join(dataDir, 'ports.json'), 'utf8')).redis,
    send: 'FLUSHALL\r\n',
    until: (answer) => (answer.includes('\r\n') ? answer : undefined),
    timeoutMs: 2_000,
  });

/** Both gateways refuse a token that was logged out. */
const isRefused = async (person) => {
  const statuses = [];
  for (let gateway = 0; gateway < person.urls.length; gateway++, person.turn++) statuses.push((await person.http('GET', '/v1/users/me')).status);
  return statuses.every((status) => status === 401);
};

/** Which of these people, who all have sockets, is shown as somebody who has none. */
const offline = async (witness, people) => {
  const shown = await Promise.all(people.map(({ id }) => witness.http('GET', `/v1/users/${id}`)));
  return people.filter((_, at) => shown[at].body.data?.status === 'offline');
};

/** What Redis held is gone at a stroke: presence, places of sockets, counts of requests. What has been revoked stays so. */
export const redisEmptied = {
  name: 'flush redis',
  does: 'FLUSHALL of Redis, three times',
  windowSeconds: 2,
  isShort: false,
  inject: async (victim, scene) => {
    const [gone] = await newcomers({ urls: victim.urls, dialects: ['v1'] });
    gone.leave();
    await gone.ask('POST', '/v1/auth/logout');
    await victim.until(() => isRefused(gone), 5_000);
    const witness = scene.cast.people.find(({ dialect }) => dialect === 'v1');
    const watched = scene.cast.people.filter((person) => person.dialect === 'v1' && person !== witness);
    const reconnectsBefore = scene.reconnects;
    let slowest = 0;
    for (let times = 0; times < 3; times++) {
      await flush(victim.dataDir);
      const at = performance.now();
      scene.expect(await isRefused(gone), 'a token that was logged out was taken again');
      await victim.until(async () => (await offline(witness, watched)).length === 0, 2_000 * presenceAimSeconds);
      slowest = Math.max(slowest, (performance.now() - at) / 1_000);
      await delay(1_000);
    }
    scene.aim('presence whole, s', slowest, presenceAimSeconds);
    scene.aim('reconnects', scene.reconnects - reconnectsBefore, 0);
  },
};
