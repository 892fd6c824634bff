import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../cli/problem.mjs';
import { takeLock } from './lock.mjs';
import { ProcessGroup } from './process-group.mjs';
import { provision } from './provision.mjs';
import { RunFolder } from './run-folder.mjs';
import { Secrets } from './secrets.mjs';

/**
 * A data folder that this process alone works in (`$PARLEY_DATA`), with the processes that belong to it:
 *
 *     lock/ ports.json secrets.json   who works here; ports kept over restarts; passwords and keys, owner only
 *     run/<name>.pid log/<name>.log   one of each per process
 *     postgres/ nats/ redis/ vendor/  private servers: data, and programs unpacked without root
 */
export class Site {
  #releaseLock;
  /** @type {Promise<void> | undefined} */
  #closing;

  /**
   * @param {string} dataDir
   * @param {{ report: import('../cli/report.mjs').Report, timings: import('./timings.mjs').Timings }} options
   * @throws {import('../cli/problem.mjs').Problem} when another living process works in it
   */
  constructor(dataDir, { report, timings }) {
    this.path = path.resolve(dataDir);
    makeFolder(this.path);
    const lock = takeLock(path.join(this.path, 'lock'));
    if (lock.heldBy !== null) {
      throw new Problem(`Parley is already running from this folder (pid ${lock.heldBy}); stop it or set PARLEY_DATA to another folder.`);
    }
    this.#releaseLock = lock.release;
    this.timings = timings;
    this.report = report;
    this.secrets = new Secrets(this.path);
    /** Aborted when the folder closes, or when something fails on the way up. */
    this.controller = new AbortController();
    this.runFolder = new RunFolder(this.path);
    const { signal } = this.controller;
    const surroundings = { dataDir: this.path, runFolder: this.runFolder, report, timings, signal };
    this.services = new ProcessGroup(surroundings);
    this.servers = new ProcessGroup(surroundings);
  }

  get signal() {
    return this.controller.signal;
  }

  /** Whether someone has asked to stop; work that was under way then has failed for no other reason. */
  get wasStopped() {
    return this.signal.reason instanceof Stopped;
  }

  /** Ends what a killed supervisor left behind. */
  async endOrphans() {
    const names = await this.runFolder.endOrphans(this.timings.graceMs);
    if (names.length > 0) this.report.line(`  ! ended what an earlier run left behind: ${names.join(', ')}`);
  }

  /**
   * @param {NodeJS.ProcessEnv} env
   * @returns {Promise<import('./provision.mjs').Urls>}
   */
  provision(env) {
    const { path: dataDir, secrets, timings, controller } = this;
    return provision({ dataDir, env, secrets, timings, controller }, this.servers);
  }

  /** Gives up the work under way; closing still has to follow. */
  interrupt() {
    this.controller.abort(new Stopped());
  }

  /** Ends services, then servers, then gives the folder back. May be called more than once. */
  close() {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Ends everything at once, without asking. */
  async force() {
    await Promise.all([this.services.stop(0), this.servers.stop(0)]);
  }

  async #close() {
    const { graceMs, stopMs } = this.timings;
    const deadline = Date.now() + stopMs;
    this.interrupt();
    await this.services.stop(graceMs);
    await this.servers.stop(deadline - Date.now());
    this.#releaseLock();
  }
}

/** Why work is given up when nothing is wrong. */
class Stopped extends Error {
  constructor() {
    super('Parley was stopped.');
  }
}

/**
 * Makes a folder and those above it. (Node's own recursion says ENOENT where the disk is read-only.)
 * @param {string} folder
 */
function makeFolder(folder) {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}
