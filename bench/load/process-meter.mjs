import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rounded } from './samples.mjs';

const ticksPerSecond = 100;

/** Whether processes can be measured here: it needs Linux. */
export const canMeterProcesses = existsSync('/proc/self/smaps_rollup');

/** @typedef {Record<string, number>} Pids process id by name; its children belong to it */

/** CPU of named process trees, of the load generator, and of everything else on the machine. */
export class ProcessMeter {
  #before = null;

  /**
   * @param {Pids} pids
   * @param {() => void} [onStart] called when a measurement begins
   */
  constructor(pids, onStart = () => {}) {
    this.pids = pids;
    this.onStart = onStart;
  }

  start() {
    this.onStart();
    this.#before = canMeterProcesses ? this.#read() : null;
  }

  /**
   * @param {number} operations since the start
   * @returns {{ cores: Record<string, number | null>, microsPerOperation: Record<string, number | null> } | null} cores by
   *   name, with `loadGenerator` and `foreign` (whatever is not ours)
   */
  stop(operations) {
    if (this.#before === null) return null;
    const before = this.#before;
    const after = this.#read();
    const seconds = after.at - before.at;
    const used = Object.fromEntries(Object.keys(after.used).map((name) => [name, after.used[name] - before.used[name]]));
    const known = Object.values(used).reduce((sum, one) => sum + one, 0);
    const foreign = Math.max(0, after.busy - before.busy - known);
    return {
      cores: Object.fromEntries([...Object.entries(used), ['foreign', foreign]].map(([name, cpu]) => [name, rounded(cpu / seconds, 3)])),
      microsPerOperation: Object.fromEntries(Object.entries(used).map(([name, cpu]) => [name, rounded((cpu * 1e6) / operations, 1)])),
    };
  }

  #read() {
    const children = childrenByParent();
    const own = process.cpuUsage();
    const used = Object.fromEntries(Object.entries(this.pids).map(([name, pid]) => [name, sumOver(pid, children, cpuSeconds)]));
    return { at: performance.now() / 1_000, busy: busySeconds(), used: { ...used, loadGenerator: (own.user + own.system) / 1e6 } };
  }
}

/**
 * Memory of a process tree: what it has alone, and its share of what it shares (PSS).
 * @param {number} pid
 * @returns {number} in KB
 */
export const memoryKb = (pid) =>
  sumOver(pid, childrenByParent(), (one) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${one}/smaps_rollup`))?.[1] ?? 0));

/**
 * @param {number} pid
 * @returns {boolean}
 */
export const isNodeProcess = (pid) => /(^|\/)node$/.test(read(`/proc/${pid}/cmdline`).split('\0')[0]);

/** @returns {number} CPU seconds of the whole machine since it started */
export function busySeconds() {
  const [user, nice, system, , , irq, softirq] = read('/proc/stat').split('\n')[0].trim().split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq) / ticksPerSecond;
}

/**
 * @param {number} root
 * @param {Map<number, number[]>} children
 * @param {(pid: number) => number} measure
 */
const sumOver = (root, children, measure) =>
  (children.get(root) ?? []).reduce((sum, child) => sum + sumOver(child, children, measure), measure(root));

function childrenByParent() {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = Number(fieldsOf(pid)[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(pid)]);
  }
  return children;
}

/** @param {number} pid user and system time, with that of children which have ended */
const cpuSeconds = (pid) =>
  fieldsOf(pid)
    .slice(11, 15)
    .reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond;

/** @param {number | string} pid the fields of /proc/<pid>/stat behind the name, which may hold spaces */
const fieldsOf = (pid) => {
  const text = read(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
};

/** @param {string} file empty when its process is gone */
const read = (file) => {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
};
