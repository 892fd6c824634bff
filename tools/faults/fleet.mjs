import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Parley } from '../fleet/parley.mjs';
import { freePort } from '../infra/ports.mjs';
import { timings } from '../infra/timings.mjs';
import { Links } from './links.mjs';
import { SmallDisk } from './small-disk.mjs';

/** Two ports in a row that none of the private servers will come back on. */
const portsBeside = async (dataDir) => {
  const file = path.join(dataDir, 'ports.json');
  const kept = existsSync(file) ? Object.values(JSON.parse(readFileSync(file, 'utf8'))) : [];
  for (;;) {
    const port = await freePort({ count: 2 });
    if (!kept.includes(port) && !kept.includes(port + 1)) return port;
  }
};

/**
 * A fleet of its own to do harm to: two gateways, two messaging replicas, private servers, real rate limits times 1,000.
 * One gateway and one messaging replica reach their servers through `links`.
 */
export class Victim {
  /**
   * @param {{ root: string, report: import('../cli/report.mjs').Report, roots?: Record<string, string> }} options `roots`: where
   *   the build of an app is when it is another than the checkout's
   */
  static async start({ root, report, roots = {} }) {
    const dataDir = path.join(root, '.parley', 'faults');
    SmallDisk.clear(dataDir);
    const port = await portsBeside(dataDir);
    const env = {
      ...process.env,
      PARLEY_DATA: dataDir,
      PORT: String(port),
      GATEWAYS: '2',
      REPLICAS: 'messaging=2',
      RATE_LIMIT_SCALE: '1000',
      LOG_LEVEL: 'warn',
    };
    for (const name of ['POSTGRES_URL', 'NATS_URL', 'REDIS_URL', 'PARLEY_DATABASE']) delete env[name];
    const links = await Links.open(dataDir);
    const dress = new Map();
    const lead = (name, own) => ({ ...links.lead(name, own), ...dress.get(name) });
    const parley = new Parley({ root, env, report, timings, lead });
    for (const instance of parley.instances) instance.root = roots[instance.app];
    const victim = new Victim(parley, { dataDir, links, dress, ports: [port, port + 1] });
    try {
      await victim.parley.start();
    } catch (error) {
      await victim.stop();
      throw error;
    }
    return victim;
  }

  constructor(parley, { dataDir, links, dress, ports }) {
    this.parley = parley;
    this.dataDir = dataDir;
    this.links = links;
    /** What a process is given beside its environment from its next start on, by name. @type {Map<string, NodeJS.ProcessEnv>} */
    this.dress = dress;
    this.urls = ports.map((port) => `http://127.0.0.1:${port}`);
  }

  async stop() {
    await this.parley.stop();
    this.links.close();
    SmallDisk.clear(this.dataDir);
  }

  pid(name) {
    return Number(readFileSync(path.join(this.dataDir, 'run', `${name}.pid`), 'utf8'));
  }

  /** @param {NodeJS.Signals} signal */
  signal(name, signal) {
    process.kill(this.pid(name), signal);
  }

  /** Stops a process and its children for a while (a Postgres works in its children); wakes them even when somebody asks for the end meanwhile. */
  async freeze(name, ms) {
    const pid = this.pid(name);
    process.kill(pid, 'SIGSTOP');
    const all = [...childrenOf(pid), pid];
    for (const one of all) signalIfThere(one, 'SIGSTOP');
    try {
      await delay(ms);
    } finally {
      for (const one of all) signalIfThere(one, 'SIGCONT');
    }
  }

  /** Kills it and waits until another is in its place. */
  async kill(name) {
    const pid = this.pid(name);
    process.kill(pid, 'SIGKILL');
    await this.until(() => this.pid(name) !== pid, 60_000);
  }

  /** Seconds until every process serves again and both gateways call the fleet usable. */
  async healthy() {
    const start = performance.now();
    const { services, servers } = this.parley.site;
    for (const group of [servers, services]) await this.until(() => serves(group), 90_000);
    for (const url of this.urls) await this.until(() => isUsable(url), 90_000);
    return (performance.now() - start) / 1_000;
  }

  /** Repeats `look` until it is true; throws after `timeoutMs`. */
  async until(look, timeoutMs) {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      let reason = 'not yet';
      try {
        if (await look()) return;
      } catch (error) {
        reason = error.message;
      }
      if (performance.now() > deadline) throw new Error(`waited ${timeoutMs / 1_000} s in vain: ${reason}`);
      await delay(100);
    }
  }
}

/** @throws {Error} with the reason when one of them does not serve */
const serves = async (group) => {
  const reason = await group.notReady();
  if (reason !== null) throw new Error(reason);
  return true;
};

/** @throws {Error} with what the gateway says when it calls the fleet unusable */
const isUsable = async (url) => {
  const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) });
  if (response.status !== 200) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return true;
};

/** @returns {number[]} */
const childrenOf = (pid) =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child);

/** Something may have ended it meanwhile. */
const signalIfThere = (pid, signal) => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
};
