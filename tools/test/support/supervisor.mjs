import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { processIdentity } from '../../infra/process-identity.mjs';
import { eventually } from './eventually.mjs';
import { pidOf } from './pid-of.mjs';

const launcher = fileURLToPath(new URL('launch.mjs', import.meta.url));

/** A supervisor started as its user would start it, seen from outside. */
export class Supervisor {
  output = '';
  /** @type {Promise<number | NodeJS.Signals | null>} */
  exited;

  /**
   * @param {string} root the checkout
   * @param {NodeJS.ProcessEnv} env on top of ours
   * @param {Partial<import('../../infra/timings.mjs').Timings>} [timings]
   */
  constructor(root, env, timings = {}) {
    this.dataDir = env.PARLEY_DATA ?? path.join(root, '.parley');
    this.child = spawn(process.execPath, [launcher, root, JSON.stringify(timings)], { env: { ...process.env, ...env } });
    this.child.stdout.on('data', (chunk) => (this.output += chunk));
    this.child.stderr.on('data', (chunk) => (this.output += chunk));
    this.exited = new Promise((resolve) => this.child.once('exit', (code, signal) => resolve(code ?? signal)));
  }

  /** @param {string | RegExp} text */
  async says(text) {
    const said = () => (typeof text === 'string' ? this.output.includes(text) : text.test(this.output));
    /** @type {string | undefined} */
    let end;
    void this.exited.then((code) => (end = `it ended (${code})`));
    await eventually(() => said() || end, `output ${text}`).catch((error) => (end = error.message));
    if (!said()) throw new Error(`${end} and never said ${text}:\n${this.output}`);
  }

  ready() {
    return this.says('Parley is ready');
  }

  /** @param {NodeJS.Signals} signal */
  async end(signal = 'SIGTERM') {
    this.child.kill(signal);
    return this.exited;
  }

  /** @param {string} name */
  pid(name) {
    return pidOf(this.dataDir, name);
  }

  /** @returns {string[]} */
  names() {
    const folder = path.join(this.dataDir, 'run');
    return existsSync(folder) ? readdirSync(folder).flatMap((file) => (file.endsWith('.pid') ? [path.basename(file, '.pid')] : [])) : [];
  }

  /** @returns {Map<string, number>} the running processes by name */
  running() {
    const all = this.names().map((name) => /** @type {[string, number]} */ ([name, this.pid(name)]));
    return new Map(all.filter(([, pid]) => processIdentity(pid) !== null));
  }
}
