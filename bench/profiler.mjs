import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from './inspector.mjs';

const samplingMicros = 500;

/**
 * Takes CPU profiles of running Node processes, one after the other, for what Chrome's developer tools and `profile-table.mjs` show.
 * @param {[name: string, pid: number][]} processes
 * @param {{ seconds: number, fileOf: (name: string) => string }} options `seconds` for each
 */
export async function profileEach(processes, { seconds, fileOf }) {
  for (const [name, pid] of processes) {
    const profile = await inspect(pid, async (call) => {
      await call('Profiler.enable');
      await call('Profiler.setSamplingInterval', { interval: samplingMicros });
      await call('Profiler.start');
      await sleep(seconds * 1_000);
      return (await call('Profiler.stop')).profile;
    });
    writeFileSync(fileOf(name), JSON.stringify(profile));
  }
}
