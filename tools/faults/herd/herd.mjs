import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { each } from '../cast.mjs';
import { hexOf } from '../live-log.mjs';
import { ask, gatherAccounts } from './accounts.mjs';
import { herdDialects } from './dialects.mjs';
import { callsOf, cpuSeconds, metricsOf, poolWaitSeconds, watchPool } from './gauges.mjs';
import { HerdSocket } from './herd-socket.mjs';

/** What must hold (issue 5, F12). */
const limits = { backSeconds: 20, syncedMs: 2_000, failedShare: 0.01, poolWaitSeconds: 1 };
const roomSize = 20;
/** Sockets of one person in each dialect. */
const devices = 2;
/** Messages a second while the herd comes back: so that there is something to sync. */
const rate = 10;
/** A known session is looked up by its digest; whatever else a gateway asks auth for may cost a password's hash. */
const cheap = ['auth.session.check', 'auth.keys.get', 'auth.session.list-revocations'];

const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** Writes into the rooms one after another through /v1, on whichever gateway answers. */
const startWriting = (rooms, urls) => {
  /** @type {{ acknowledged: { hex: string, at: number }[], stop: () => Promise<void> }} */
  const writing = { acknowledged: [], stop: async () => {} };
  let isOver = false;
  const loop = (async () => {
    for (let n = 0; !isOver; n++) {
      const { hex, members } = rooms[n % rooms.length];
      const body = { content_encrypted: Buffer.from(`herd ${n}`).toString('base64'), message_type: 'text' };
      const sent = await ask(urls[n % urls.length], 'POST', `/v1/conversations/conv_${hex}/messages`, body, members[0].token).catch(() => null);
      if (sent !== null) writing.acknowledged.push({ hex, at: performance.now() });
      await delay(1_000 / rate);
    }
  })();
  writing.stop = async () => {
    isOver = true;
    await loop;
  };
  return writing;
};

/** Everybody in, every dialect alike, half on each gateway. */
const gather = async (victim, { accounts }, sockets) => {
  const dialects = Object.entries(herdDialects);
  const herd = Array.from({ length: sockets }, (_, n) => {
    const [name, dialect] = dialects[n % dialects.length];
    const account = accounts[Math.floor(n / dialects.length) % accounts.length];
    return new HerdSocket({ name, dialect, account, urls: victim.urls, turn: n });
  });
  await each(herd, 50, (socket) => socket.stay());
  return herd;
};

/** Waits until all are in again. @returns {Promise<boolean>} */
const allBack = async (herd, withinMs) => {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    if (herd.every(({ isBack }) => isBack)) return true;
    await delay(100);
  }
  return false;
};

/** What a sync shows of a client's room; UMOC has other names for rooms, Reals2Chat none. */
const headOf = ({ heads }, room) => Object.entries(heads).find(([id]) => hexOf(id) === room)?.[1] ?? 0;

/** Each room's head, as its members were told when they came in for the first time. */
const headsOf = (herd, roomOf) => {
  const heads = new Map();
  for (const socket of herd) {
    const room = roomOf.get(socket.account.id);
    heads.set(room, Math.max(heads.get(room) ?? 0, headOf(socket, room)));
  }
  return heads;
};

/** Clients whose sync did not show what was acknowledged before they asked. */
const behind = (herd, roomOf, firstHeads, acknowledged) =>
  herd.flatMap((socket) => {
    const last = socket.returns.at(-1);
    if (last === undefined || socket.name === 'umoc' || socket.name === 'reals2chat') return [];
    const room = roomOf.get(socket.account.id);
    const wanted = firstHeads.get(room) + acknowledged.filter(({ hex, at }) => hex === room && at < last.at - last.ms).length;
    const shown = headOf(socket, room);
    return shown >= wanted ? [] : [`${socket.name} was shown ${shown} of ${wanted}`];
  });

/**
 * 2,000 sockets of five dialects on two gateways, one of which is killed: all must be back, authenticated and synced, soon and
 * without a storm.
 * @param {import('../fleet.mjs').Victim} victim
 * @returns {Promise<import('../run-fault.mjs').Result>}
 */
export const driveHerd = async (victim, { sockets = 2_000, name }) => {
  const startedAt = performance.now();
  const stay = victim.parley.instances.find(({ port }) => port === victim.parley.ports[1]).name;
  const people = await gatherAccounts({ urls: victim.urls, people: Math.ceil(sockets / Object.keys(herdDialects).length / devices), roomSize });
  const herd = await gather(victim, people, sockets);
  const roomOf = new Map(people.rooms.flatMap(({ hex, members }) => members.map(({ id }) => [id, hex])));
  const firstHeads = headsOf(herd, roomOf);
  const writing = startWriting(people.rooms, victim.urls);
  const pools = ['messaging-1', 'messaging-2', 'auth', 'user'];
  const poolsBefore = new Map();
  for (const pool of pools) poolsBefore.set(pool, await metricsOf(victim, pool));
  const watches = pools.map((pool) => watchPool(victim, pool));
  const callsBefore = await callsOf(victim, stay);
  const cpuBefore = cpuSeconds(victim.pid(stay));
  try {
    for (const socket of herd) Object.assign(socket, { returns: [], failures: [], refused: 0, unheard: 0 });
    const lost = herd.filter(({ url }) => url === victim.urls[0]).length;
    const killedAt = performance.now();
    const killed = victim.kill('gateway-1');
    await delay(500);
    const isBack = await allBack(herd, 60_000);
    await killed;
    const healSeconds = await victim.healthy();
    await writing.stop();
    const judged = await judge({ victim, herd, killedAt, isBack, poolsBefore, watches, callsBefore, stay });
    const missed = [...judged.broken, ...behind(herd, roomOf, firstHeads, writing.acknowledged)];
    return {
      fault: name,
      at: new Date().toISOString(),
      acknowledged: writing.acknowledged.length,
      refused: 0,
      unknown: 0,
      verdict: { missed: missed.length },
      evidence: missed.slice(0, 5),
      figures: {
        'sockets of the lost gateway': lost,
        ...judged.figures,
        'processor of the gateway, s': Math.round(cpuSeconds(victim.pid(stay)) - cpuBefore),
      },
      windowSeconds: judged.backSeconds,
      gapSeconds: judged.backSeconds,
      healSeconds: Number(healSeconds.toFixed(1)),
      uneasy: 0,
      load: Number((loadavg()[0] / availableParallelism()).toFixed(1)),
      tookSeconds: Number(((performance.now() - startedAt) / 1_000).toFixed(1)),
    };
  } finally {
    for (const watch of watches) watch.stop();
    await writing.stop();
    for (const socket of herd) socket.leave();
  }
};

const judge = async ({ victim, herd, killedAt, isBack, poolsBefore, watches, callsBefore, stay }) => {
  const returns = herd.flatMap((socket) => socket.returns);
  const sum = (of) => herd.reduce((total, socket) => total + of(socket), 0);
  const failures = herd.flatMap((socket) => socket.failures);
  const backSeconds = Number(((Math.max(0, ...returns.map(({ at }) => at)) - killedAt) / 1_000).toFixed(1));
  const p = (share) =>
    Math.round(
      percentile(
        returns.map(({ ms }) => ms),
        share,
      ),
    );
  const calls = [...(await callsOf(victim, stay))].map(([rpc, count]) => [rpc, count - (callsBefore.get(rpc) ?? 0)]);
  const dear = calls.filter(([rpc, count]) => rpc.startsWith('auth.') && count > 0 && !cheap.includes(rpc));
  const waits = [];
  for (const [pool, before] of poolsBefore) waits.push([pool, poolWaitSeconds(before, await metricsOf(victim, pool), 0.99)]);
  const away = herd.filter((socket) => !socket.isBack);
  const broken = [
    ...(isBack
      ? []
      : [`${away.length} of ${herd.length} are not back: ${away.slice(0, 3).map(({ name, failures: [first] }) => `${name} ${first ?? 'silent'}`)}`]),
    ...(backSeconds <= limits.backSeconds ? [] : [`back after ${backSeconds} s`]),
    ...(p(0.99) <= limits.syncedMs ? [] : [`connect, auth and sync took ${p(0.99)} ms at p99`]),
    ...(failures.length < herd.length * limits.failedShare ? [] : [`${failures.length} attempts failed: ${failures.slice(0, 3)}`]),
    ...dear.map(([rpc, count]) => `${count} times ${rpc} on the way back`),
    ...waits
      .filter(([, seconds]) => seconds > limits.poolWaitSeconds)
      .map(([pool, seconds]) => `${pool} waited ${seconds} s for a connection at p99`),
  ];
  const figures = {
    'last back, s': backSeconds,
    'connect, auth and sync p50, ms': p(0.5),
    'connect, auth and sync p99, ms': p(0.99),
    'attempts told to come later': sum(({ refused }) => refused),
    'attempts nobody heard': sum(({ unheard }) => unheard),
    'attempts failed': failures.length,
    'wait for a connection p99, s': Math.max(...waits.map(([, seconds]) => seconds)),
    'waiting for one at once': Math.max(...watches.map(({ most }) => most)),
  };
  return { backSeconds, broken, figures };
};
