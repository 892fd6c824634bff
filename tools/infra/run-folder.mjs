import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endProcess } from './end-process.mjs';
import { processIdentity } from './process-identity.mjs';
import { servers } from './servers.mjs';

/** @typedef {{ name: string, pid: number, identity: string }} Orphan a child that outlived its supervisor */

/** `<data>/run`: one `<name>.pid` per process, and beside it what proves that the id has not been reused. */
export class RunFolder {
  /** @param {string} dataDir */
  constructor(dataDir) {
    this.path = path.join(dataDir, 'run');
    mkdirSync(this.path, { recursive: true });
  }

  /**
   * @param {string} name
   * @param {number} pid
   */
  write(name, pid) {
    writeFileSync(path.join(this.path, `${name}.started`), processIdentity(pid) ?? '');
    writeFileSync(path.join(this.path, `${name}.pid`), `${pid}\n`);
  }

  /** @param {string} name */
  remove(name) {
    try {
      rmSync(path.join(this.path, `${name}.pid`), { force: true });
      rmSync(path.join(this.path, `${name}.started`), { force: true });
    } catch {
      // On a disk that has become read-only it stays; the next start sees that its process is gone.
    }
  }

  /** @returns {Orphan[]} the recorded processes that still run; call it before starting any */
  orphans() {
    const names = readdirSync(this.path).flatMap((file) => (file.endsWith('.pid') ? [path.basename(file, '.pid')] : []));
    return names.flatMap((name) => {
      const pid = Number(readFileSync(path.join(this.path, `${name}.pid`), 'utf8'));
      const identity = this.#recordedIdentity(name);
      if (identity && processIdentity(pid) === identity) return [{ name, pid, identity }];
      this.remove(name);
      return [];
    });
  }

  /** @param {string} name */
  #recordedIdentity(name) {
    try {
      return readFileSync(path.join(this.path, `${name}.started`), 'utf8');
    } catch {
      return '';
    }
  }

  /**
   * Ends what an earlier supervisor left behind: services first, then the servers they use.
   * @param {number} graceMs for each of the two
   * @returns {Promise<string[]>} the names of what was ended
   */
  async endOrphans(graceMs) {
    const orphans = this.orphans();
    /** @param {Orphan[]} some */
    const end = (some) => Promise.all(some.map((orphan) => this.#end(orphan, graceMs)));
    await end(orphans.filter(({ name }) => !serverNamed(name)));
    await end(orphans.filter(({ name }) => serverNamed(name)));
    return orphans.map(({ name }) => name);
  }

  /**
   * @param {Orphan} orphan
   * @param {number} graceMs
   */
  async #end({ name, pid, identity }, graceMs) {
    const { signal, force } = serverNamed(name) ?? { signal: 'SIGTERM', force: 'SIGKILL' };
    await endProcess(pid, identity, { signal, force, graceMs });
    this.remove(name);
  }
}

/** @param {string} name */
const serverNamed = (name) => servers.find((server) => server.name === name);
