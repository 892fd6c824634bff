import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A process's private port, from its environment (Linux). */
const healthPortOf = (pid) => /(?:^|\0)HEALTH_PORT=(\d+)/.exec(readFileSync(`/proc/${pid}/environ`, 'latin1'))?.[1];

/** Seconds of a processor that a process has used so far (Linux: fields 14 and 15 of its stat, in hundredths). */
export const cpuSeconds = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

const line = /^(\w+)(?:\{(.*)\})? (\S+)$/;

/** Prometheus text: name → labels as they stand → value. @returns {Map<string, Map<string, number>>} */
const parseMetrics = (text) => {
  const all = new Map();
  for (const row of text.split('\n')) {
    const [, name, labels = '', value] = line.exec(row) ?? [];
    if (name === undefined) continue;
    if (!all.has(name)) all.set(name, new Map());
    all.get(name).set(labels, Number(value));
  }
  return all;
};

/** The metrics of a process of the fleet, by its name. */
export const metricsOf = async (victim, name) => {
  const response = await fetch(`http://127.0.0.1:${healthPortOf(victim.pid(name))}/metrics`, { signal: AbortSignal.timeout(5_000) });
  return parseMetrics(await response.text());
};

/** How often each RPC was called by a gateway so far. @returns {Promise<Map<string, number>>} */
export const callsOf = async (victim, name) => {
  const counts = (await metricsOf(victim, name)).get('parley_rpc_seconds_count') ?? new Map();
  return new Map([...counts].map(([labels, count]) => [/rpc="([^"]*)"/.exec(labels)?.[1] ?? labels, count]));
};

/** Seconds within which the given share of waits for a connection ended, from the buckets of two scrapes; 0 when nobody waited. */
export const poolWaitSeconds = (before, after, share) => {
  const bucketsOf = (metrics) => metrics.get('parley_pool_wait_seconds_bucket') ?? new Map();
  const known = bucketsOf(before);
  const grown = [...bucketsOf(after)].map(([labels, count]) => [
    Number(/le="([^"]*)"/.exec(labels)?.[1].replace('+Inf', 'Infinity')),
    count - (known.get(labels) ?? 0),
  ]);
  const total = Math.max(0, ...grown.map(([, count]) => count));
  return total === 0 ? 0 : grown.find(([, count]) => count >= total * share)[0];
};

/** Watches how many callers of a process wait for a connection; `most` is the highest number seen. */
export const watchPool = (victim, name) => {
  const watch = { most: 0, isOver: false, stop: () => (watch.isOver = true) };
  const look = async () => {
    while (!watch.isOver) {
      const metrics = await metricsOf(victim, name).catch(() => new Map());
      watch.most = Math.max(watch.most, metrics.get('parley_pool_connections')?.get('state="waiting"') ?? 0);
      await delay(200);
    }
  };
  void look();
  return watch;
};
