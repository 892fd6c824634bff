import { setTimeout as delay } from 'node:timers/promises';
import { Proxy } from '../proxy.mjs';

const cutsEach = 12;

/** Seconds from 0.1 to 20, short ones as often as long ones. */
const cutSeconds = () => 0.1 * 200 ** Math.random();

/** From now on a client reaches each gateway through a proxy of its own. */
const lead = async (person) => {
  const { urls } = person;
  const proxies = await Promise.all(urls.map((url) => Proxy.open(() => Number(new URL(url).port))));
  person.urls = proxies.map(({ port }) => `http://127.0.0.1:${port}`);
  await person.comeBack();
  const release = () => {
    person.urls = urls;
    for (const proxy of proxies) proxy.close();
  };
  return { proxies, release };
};

const harm = async ({ proxies }) => {
  for (let cut = 0; cut < cutsEach; cut++) {
    await delay(500 + Math.random() * 2_000);
    const way = Math.random() < 0.5 ? 'cut' : 'silent';
    for (const proxy of proxies) proxy[way]();
    await delay(cutSeconds() * 1_000);
    for (const proxy of proxies) proxy.heal();
  }
};

/** Everybody's own way to the gateways breaks again and again, while they write and read. */
export const clientLinks = {
  name: 'cut clients',
  does: `each client's own link cut or silent ${cutsEach} times, for 0.1 to 20 s`,
  // Who is cut off cannot send: the window is that of the clients, not of the fleet.
  windowSeconds: 300,
  isShort: false,
  inject: async (_victim, scene) => {
    const before = scene.reconnects;
    scene.ways = await Promise.all(scene.cast.people.map(lead));
    await Promise.all(scene.ways.map(harm));
    scene.figures['reconnects'] = scene.reconnects - before;
  },
  examine: (scene, gapSeconds) => {
    scene.expect(gapSeconds <= 15, `the gap was closed after ${gapSeconds} s`);
    for (const { release } of scene.ways) release();
  },
};
