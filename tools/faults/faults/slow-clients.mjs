import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { each } from '../cast.mjs';

/** 46 in one room, and 4 whose dialect knows direct conversations only: 50. */
const dialects = [...Array(12).fill('connectbest'), ...Array(12).fill('chatrooms'), ...Array(12).fill('umoc'), ...Array(10).fill('v1')];
const loners = Array(4).fill('reals2chat');
/** Three bytes each: a message of 30 kB. What the kernel holds for a socket and then its queue are full of some hundred. */
const padding = '語'.repeat(9_900);
const floodPerSecond = 20;
const mostMessages = 400;
/** What everybody reads first, so that memory grows later by what is not read, not by what such messages take anyway. */
const readMessages = 60;
/** A client over its bound has 5 s to close, and needs a moment to notice. */
const cutAimSeconds = 6;
const growthAimMegabytes = 60;

/** Stops reading, and goes on to say that it lives; stays away once it was cut. @returns {Promise<number>} the moment of that */
const stall = (person) => {
  const wire = person.wire;
  wire.pause();
  const alive = setInterval(() => (person.isSocketIo ? wire.send('3') : wire.pong()), 500);
  wire.on('error', () => {});
  return new Promise((resolve) => wire.once('close', () => resolve(performance.now()))).finally(() => {
    clearInterval(alive);
    person.leave();
  });
};

/** 0 of a process that is no more. */
const megabytesOf = (victim, name) => {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${victim.pid(name)}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** The most memory by which either gateway has grown so far. */
const watchMemory = (victim) => {
  const gateways = ['gateway-1', 'gateway-2'];
  const before = gateways.map((name) => megabytesOf(victim, name));
  let growth = 0;
  const look = () => (growth = Math.max(growth, ...gateways.map((name, at) => megabytesOf(victim, name) - before[at])));
  const timer = setInterval(look, 200);
  return { growth: () => look(), stop: () => clearInterval(timer) };
};

const p99 = (sends) => sends.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(sends.length * 0.99)] ?? 0;

/** Large messages to every conversation, from one number to another or until it is over. @returns {Promise<number>} when it was */
const flood = async (scene, conversations, sender, [first, last], isOver) => {
  const start = performance.now();
  for (let number = first; number <= last && !isOver(); number++) {
    const wait = start + ((number - first) * 1_000) / floodPerSecond - performance.now();
    if (wait > 0) await delay(wait);
    await each(conversations, conversations.length, async (conversation) => {
      const token = scene.tokenOf(sender, conversation, number);
      const [text, sentAt] = [`${token} ${padding}`, performance.now()];
      scene.noteSend({ token, text, conversation, sender, sentAt, answer: await sender.sendCarefully(conversation, text, 4, token) });
    });
  }
  return performance.now();
};

/** Fifty clients that never read but answer pings: they are cut at a bound, nobody else suffers, and they sync. */
export const slowClients = {
  name: 'slow clients',
  does: '50 clients that read nothing and answer pings, flooded with 30 kB messages',
  // They stop reading, come back, and fetch: each is a fault of its own to the others.
  windowSeconds: 5,
  isGradual: true,
  isShort: false,
  inject: async (victim, scene) => {
    const before = scene.reconnects;
    const usual = p99(scene.ledger.withOutcome('ok'));
    const place = await scene.invite(victim, ['v1', ...dialects, ...loners], ([first, ...others]) => [
      ['room', [first, ...others.slice(0, dialects.length)]],
      ...others.slice(dialects.length).map((person) => ['direct', [person, first]]),
    ]);
    const { conversations } = place;
    const [sender, ...slow] = place.guests;
    const [noted, begun] = [scene.ledger.sends.size, performance.now()];
    await flood(scene, conversations, sender, [1, readMessages], () => false);
    const memory = watchMemory(victim);
    scene.memory = memory;
    const cuts = [];
    const stalled = slow.map((person) => stall(person).then((at) => cuts.push(at)));
    const floodedAt = await flood(scene, conversations, sender, [readMessages + 1, readMessages + mostMessages], () => cuts.length === slow.length);
    await Promise.race([Promise.all(stalled), delay(30_000)]);
    scene.expect(cuts.length === slow.length, `${slow.length - cuts.length} of ${slow.length} were never cut`);
    scene.aim('cut after the flood, s', Math.max(0, (Math.max(...cuts) - floodedAt) / 1_000), cutAimSeconds);
    scene.note('first cut, s', (Math.min(...cuts, floodedAt) - begun) / 1_000);
    scene.aim('memory, MB', memory.growth(), growthAimMegabytes);
    const others = [...scene.ledger.sends.values()].slice(noted).filter(({ conversation }) => !conversations.includes(conversation));
    scene.note('p99 of others before, ms', usual);
    scene.note('p99 of others meanwhile, ms', p99(others));
    scene.aim('reconnects of others', scene.reconnects - before, 0);
    await each(slow, 4, (person) => person.return());
    scene.join(place);
  },
  examine: (scene) => {
    scene.note('memory once they have synced, MB', scene.memory.growth());
    scene.memory.stop();
  },
};
