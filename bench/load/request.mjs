import { setTimeout as sleep } from 'node:timers/promises';
import { rounded, Samples } from './samples.mjs';

/**
 * Requests over HTTP, answered one by one: closed loop, `atOnce` under way.
 * @param {import('./main.mjs').Assignment & { load: { atOnce: number, warmupSeconds: number, seconds: number } }} assignment
 */
export async function measureRequest({ client, load, meter }) {
  const { atOnce, warmupSeconds, seconds } = load;
  await client.users(atOnce);
  let isOpen = true;
  let count = 0;
  let failures = 0;
  let latency = new Samples();
  const lane = async (/** @type {number} */ index) => {
    while (isOpen) {
      const begin = performance.now();
      await client.request?.(index).catch(() => (failures += 1));
      latency.add(performance.now() - begin);
      count += 1;
    }
  };
  const lanes = Array.from({ length: atOnce }, (_, index) => lane(index));
  await sleep(warmupSeconds * 1_000);
  latency = new Samples();
  const before = { count, at: performance.now() };
  meter.start();
  await sleep(seconds * 1_000);
  const done = count - before.count;
  const perSecond = rounded((done * 1_000) / (performance.now() - before.at), 1);
  const cpu = meter.stop(done);
  isOpen = false;
  const latencyMs = latency.summary();
  await Promise.all(lanes);
  return { metrics: { perSecond, perCore: perCore(cpu), latencyMs }, cpu, faults: { refused: failures } };
}

/**
 * How many a second one core of the servers does, the load generator's share left out; null where nothing can be metered.
 * @param {ReturnType<import('./process-meter.mjs').ProcessMeter['stop']>} cpu
 */
const perCore = (cpu) => {
  if (cpu === null) return null;
  const servers = Object.entries(cpu.microsPerOperation).filter(([name]) => name !== 'loadGenerator');
  const micros = servers.reduce((sum, [, one]) => sum + (one ?? 0), 0);
  return micros === 0 ? null : rounded(1e6 / micros, 1);
};
