import { rounded, Samples } from './samples.mjs';
import { each } from './sessions.mjs';

/**
 * Authenticated connections per second: closed loop, `atOnce` under way.
 * @param {import('./main.mjs').Assignment & { load: { sockets: number, warmupSockets: number, atOnce: number } }} assignment
 */
export async function measureConnect({ client, load, meter }) {
  const { sockets, warmupSockets, atOnce } = load;
  await client.sockets(sockets + warmupSockets);
  const sessions = await each(warmupSockets, atOnce, (index) => client.connect(index));
  const latency = new Samples();
  meter.start();
  const start = performance.now();
  const opened = await each(sockets, atOnce, async (index) => {
    const begin = performance.now();
    const session = await client.connect(warmupSockets + index);
    latency.add(performance.now() - begin);
    return session;
  });
  const seconds = (performance.now() - start) / 1_000;
  const cpu = meter.stop(sockets);
  for (const session of [...sessions, ...opened]) session.close();
  return { metrics: { perSecond: rounded(sockets / seconds, 1), latencyMs: latency.summary() }, cpu, faults: {} };
}
