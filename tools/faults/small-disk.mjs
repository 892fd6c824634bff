import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmdirSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { servers } from '../infra/servers.mjs';

const run = (...command) => execFileSync(command[0], command.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

const isRunning = (pid) => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

/**
 * A folder of a private server on a disk of its own, in memory, with little room left on it. What moves it waits without
 * giving way: the supervisor, which is in this process, cannot start the server before its folder is whole again.
 */
export class SmallDisk {
  /**
   * @param {import('./fleet.mjs').Victim} victim
   * @param {string} name of the server
   * @param {string} [part] of its folder
   */
  constructor(victim, name, part = '') {
    this.victim = victim;
    this.server = servers.find((server) => server.name === name);
    this.folder = path.join(victim.dataDir, name, part);
    this.ballast = path.join(this.folder, 'ballast');
  }

  /** What a run that was cut short has left: the folder as it was before. */
  static clear(dataDir) {
    for (const folder of ['postgres/pg_wal', 'postgres', 'nats'].map((name) => path.join(dataDir, name))) {
      if (!existsSync(`${folder}.whole`)) continue;
      if (statSync(folder).dev !== statSync(dataDir).dev) run('umount', '--lazy', folder);
      rmSync(folder, { recursive: true, force: true });
      renameSync(`${folder}.whole`, folder);
    }
  }

  /** Moves the folder there and leaves `spareMb` free, and `spareTimes` what it takes already. */
  async lay(spareMb, spareTimes = 0) {
    const whole = `${this.folder}.whole`;
    await this.whileDown(() => {
      renameSync(this.folder, whole);
      mkdirSync(this.folder);
      const usedMb = Number(execFileSync('du', ['-sm', whole], { encoding: 'utf8' }).split('\t')[0]);
      run('mount', '-t', 'tmpfs', '-o', `size=${usedMb * (1 + spareTimes) + spareMb}m`, 'tmpfs', this.folder);
      run('cp', '-a', `${whole}/.`, this.folder);
    });
  }

  /** Moves it back. */
  async lift() {
    this.free();
    const whole = `${this.folder}.whole`;
    await this.whileDown(() => {
      rmSync(whole, { recursive: true, force: true });
      run('cp', '-a', this.folder, whole);
      run('umount', this.folder);
      rmdirSync(this.folder);
      renameSync(whole, this.folder);
    });
  }

  /** Takes all room that is left, now. */
  fill() {
    const file = openSync(this.ballast, 'a');
    try {
      for (const size of [1024 * 1024, 4096]) for (const block = Buffer.alloc(size); this.hasRoom(size);) writeSync(file, block);
    } catch (error) {
      if (error.code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  free() {
    rmSync(this.ballast, { force: true });
  }

  hasRoom(bytes) {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize >= bytes;
  }

  async whileDown(work) {
    const { name, signal } = this.server;
    const pid = this.victim.pid(name);
    process.kill(pid, signal);
    for (let waited = 0; isRunning(pid); waited += 20) {
      if (waited > 30_000) throw new Error(`${name} does not end`);
      pause(20);
    }
    work();
    await this.victim.until(() => this.victim.pid(name) !== pid, 60_000);
    await this.victim.healthy();
  }
}
