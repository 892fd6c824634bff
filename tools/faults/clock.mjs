import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { unpackDebian } from '../infra/debian-packages.mjs';
import { V1 } from './people/v1.mjs';
import { fateOf, planMessages, wrongFates } from './schedulers.mjs';

const jumped = ['messaging-2', 'auth'];

/** `libfaketime` as Debian places it, below `root`. */
const libraryUnder = (root) => {
  const lib = path.join(root, 'usr/lib');
  const files = existsSync(lib) ? readdirSync(lib).map((folder) => path.join(lib, folder, 'faketime/libfaketimeMT.so.1')) : [];
  return files.find((file) => existsSync(file));
};

/** That of this system, or Debian's, unpacked beside the data. */
const library = async ({ dataDir }) => {
  const vendorDir = path.join(dataDir, 'vendor');
  const tree = path.join(vendorDir, 'libfaketime');
  if (libraryUnder('/') === undefined && !existsSync(tree)) await unpackDebian(['libfaketime'], { vendorDir });
  return libraryUnder('/') ?? libraryUnder(tree);
};

const clockFile = (victim) => path.join(victim.dataDir, 'clock');
const setClock = (victim, offset) => writeFileSync(clockFile(victim), `${offset}\n`);

const environmentOf = async (victim) => ({
  LD_PRELOAD: await library(victim),
  FAKETIME_TIMESTAMP_FILE: clockFile(victim),
  FAKETIME_NO_CACHE: '1',
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
  DONT_FAKE_MONOTONIC: '1',
});

/** @throws {Error} when a process so dressed does not see the clock jump */
const requireJump = (env, victim) => {
  setClock(victim, '+2h');
  const seen = Number(execFileSync(process.execPath, ['-p', 'Date.now()'], { env: { ...process.env, ...env }, encoding: 'utf8' }));
  setClock(victim, '+0');
  if (seen < Date.now() + 7_000_000) throw new Error('libfaketime does not move the clock here');
};

const restartAll = async (victim) => {
  for (const name of jumped) {
    const pid = victim.pid(name);
    victim.signal(name, 'SIGTERM');
    await victim.until(() => victim.pid(name) !== pid, 40_000);
  }
  await victim.healthy();
};

const dressed = (victim, env) => {
  for (const name of jumped) victim.dress.set(name, env);
};

/** New people come, and are believed by both gateways. */
const newcomers = async (victim, label) => {
  const broken = [];
  for (const url of victim.urls) {
    const person = new V1({ dialect: 'v1', urls: [url], number: 0 });
    try {
      await person.enrol();
    } catch (error) {
      broken.push(`${label}: nobody can log in: ${error.message}`);
      continue;
    }
    for (const gateway of victim.urls) {
      const answer = await fetch(`${gateway}/v1/conversations`, { headers: { authorization: `Bearer ${person.token}` } });
      if (answer.status !== 200) broken.push(`${label}: a new token is answered ${answer.status}`);
    }
  }
  return broken;
};

/** @type {import('./catalogue.mjs').Fault} */
export const clockFault = {
  name: 'clock jump',
  does: 'the clocks of one messaging replica and of auth two hours ahead, then two hours behind',
  windowSeconds: 2,
  isShort: false,
  prepare: async (victim) => {
    const env = await environmentOf(victim);
    requireJump(env, victim);
    dressed(victim, env);
    await restartAll(victim);
  },
  restore: async (victim) => {
    dressed(victim, undefined);
    await restartAll(victim);
  },
  inject: async (victim) => {
    const broken = [];
    const planned = [];
    const plan = async (dueAt, many, label) =>
      planned.push(await planMessages(victim.urls, { dueAt, many, label: `${label} ${randomBytes(3).toString('hex')}` }));
    for (const [offset, name] of [
      ['+2h', 'ahead'],
      ['-2h', 'behind'],
    ]) {
      // Planned before the jump and during it; soon, and for later than the jump is wide.
      const dueAt = Date.now() + 20_000;
      await plan(dueAt, 40, `soon, before ${name}`);
      setClock(victim, offset);
      await plan(Date.now() + 20_000, 40, `soon, ${name}`);
      await plan(Date.now() + 3_600_000, 20, `later, ${name}`);
      broken.push(...(await newcomers(victim, name)));
      await delay(Math.max(0, dueAt + 10_000 - Date.now()));
    }
    setClock(victim, '+0');
    await delay(5_000);
    return async () => {
      const fates = (await Promise.all(planned.map((some) => fateOf(victim.dataDir, some)))).flat();
      const [later, soon] = [true, false].map((isLater) => fates.filter(({ text }) => text.startsWith('later') === isLater));
      const latest = Math.max(...soon.map(({ late }) => late ?? 0));
      return {
        figures: { soon: soon.length, later: later.length, latestSeconds: Number(latest.toFixed(1)) },
        broken: [
          ...broken,
          ...planned.flatMap(({ refused }) => refused),
          ...wrongFates(soon),
          ...later.filter(({ status, times }) => status !== 'pending' || times > 0).map(({ text }) => `${text} was sent an hour early`),
          ...(latest > 5 ? [`some were sent ${latest.toFixed(1)} s late`] : []),
        ],
      };
    };
  },
};
