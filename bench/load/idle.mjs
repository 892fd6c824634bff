import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from '../inspector.mjs';
import { isNodeProcess, memoryKb } from './process-meter.mjs';
import { rounded } from './samples.mjs';
import { each } from './sessions.mjs';

/**
 * Memory of one idle connection: opens them in steps, lets them rest, and takes the slope from the first step to the last,
 * so that what the process needs once, and the growth of its heap for the first, is not in it. A Node process is asked to
 * collect its garbage first: it would by itself after some quiet seconds, at a moment of its own.
 * @param {import('./main.mjs').Assignment & { load: { sockets: number, steps: number, atOnce: number, restSeconds: number }, holder: string }} assignment
 */
export async function measureIdle({ client, load, meter, holder }) {
  const { sockets, steps, atOnce, restSeconds } = load;
  await client.sockets(sockets);
  const sessions = [];
  const points = [];
  const isNode = isNodeProcess(meter.pids[holder]);
  for (let step = 1; step <= steps; step++) {
    const from = sessions.length;
    const target = Math.round((sockets * step) / steps);
    sessions.push(...(await each(target - from, atOnce, (index) => client.connect(from + index))));
    await sleep(restSeconds * 1_000);
    if (isNode) await inspect(meter.pids[holder], (call) => call('HeapProfiler.collectGarbage'));
    points.push({ sockets: target, kb: memoryKb(meter.pids[holder]) });
  }
  meter.start();
  await sleep(restSeconds * 1_000);
  const cores = meter.stop(sockets)?.cores;
  for (const session of sessions) session.close();
  const [first, last] = [points[0], points[points.length - 1]];
  return {
    metrics: { kbPerSocket: rounded((last.kb - first.kb) / (last.sockets - first.sockets), 2), points },
    cpu: cores === undefined ? null : { cores },
    faults: {},
  };
}
