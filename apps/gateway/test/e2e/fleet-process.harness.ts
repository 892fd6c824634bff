import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the fleet under test keeps what it writes. */
export const fleetData = (): string => {
  const folder = process.env['FLEET_DATA'];
  if (folder === undefined) throw new Error('FLEET_DATA is not set: run the tests through `npm test`, which starts a fleet');
  return folder;
};

/** The process id of one of the fleet's processes, as `gateway-1` or `file`. */
export const pidOf = async (name: string): Promise<number> => Number(await readFile(join(fleetData(), 'run', `${name}.pid`), 'utf8'));

/** Megabytes of memory a process holds now (Linux). */
export const residentMegabytes = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
};

/** Does `work` while the named processes stand still: connected, and answering nobody. Worse than dead, and nobody starts another. */
export const whileFrozen = async <T>(names: readonly string[], work: () => Promise<T>): Promise<T> => {
  const pids = await Promise.all(names.map(pidOf));
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }
};
