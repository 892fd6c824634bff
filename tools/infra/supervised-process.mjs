import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem, toProblem } from '../cli/problem.mjs';
import { endProcess } from './end-process.mjs';
import { lastLines, logFile } from './log-file.mjs';
import { processIdentity } from './process-identity.mjs';

/**
 * What to run; asked for anew before every start.
 * @typedef {object} Command
 * @property {string} file
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} env
 * @property {string} cwd
 * @property {() => Promise<string | null>} notReady null once it serves, else the reason why it does not yet
 *
 * @typedef {object} ProcessSpec
 * @property {string} name
 * @property {() => Promise<Command>} command
 * @property {NodeJS.Signals} signal
 * @property {NodeJS.Signals} force
 *
 * @typedef {object} Surroundings
 * @property {string} dataDir
 * @property {import('./run-folder.mjs').RunFolder} runFolder
 * @property {import('../cli/report.mjs').Report} report
 * @property {import('./timings.mjs').Timings} timings
 */

/** EX_CONFIG of sysexits.h: another start would end the same. */
const wrongConfig = 78;

/** A child process that is started again when it dies. Its output goes to its log file, its id to its pid file. */
export class SupervisedProcess {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  #identity = '';
  /** @type {Command['notReady']} */
  #notReady = async () => 'it has not been started';
  #startedAt = 0;
  #deaths = 0;
  #backoffMs;
  #wasReady = false;
  #stopping = false;
  /** @type {NodeJS.Timeout | undefined} */
  #restart;
  /** @type {(problem: unknown) => void} */
  #fail = () => {};
  /** @type {() => void} */
  #succeed = () => {};

  /**
   * @param {ProcessSpec} spec
   * @param {Surroundings} surroundings
   */
  constructor(spec, surroundings) {
    this.spec = spec;
    this.surroundings = surroundings;
    this.log = logFile(surroundings.dataDir, spec.name);
    this.#backoffMs = surroundings.timings.firstBackoffMs;
  }

  get name() {
    return this.spec.name;
  }

  /**
   * @returns {Promise<void>} settled when it serves for the first time
   * @throws {Problem} when it keeps dying, or stays unready, before it ever serves
   */
  start() {
    return new Promise((resolve, reject) => {
      this.#succeed = resolve;
      this.#fail = reject;
      void this.#spawn();
    });
  }

  /** @returns {Promise<string | null>} null while it serves, else why it does not */
  async notReady() {
    return this.#child === undefined ? 'it does not run' : this.#notReady();
  }

  /**
   * Ends this run only; the next begins as after any death.
   * @param {string} reason
   */
  async replace(reason) {
    this.surroundings.report.line(`  ! ${this.name} ${reason}; restarting it`);
    await this.#end(this.surroundings.timings.replaceGraceMs);
  }

  /**
   * Ends it for good.
   * @param {number} graceMs
   */
  async stop(graceMs) {
    this.#stopping = true;
    clearTimeout(this.#restart);
    await this.#end(graceMs);
    this.surroundings.runFolder.remove(this.name);
  }

  /** @param {number} graceMs */
  async #end(graceMs) {
    const { signal, force } = this.spec;
    if (this.#child?.pid) await endProcess(this.#child.pid, this.#identity, { signal, force, graceMs });
  }

  async #spawn() {
    try {
      const command = await this.spec.command();
      if (this.#stopping) return;
      const child = this.#launch(command);
      this.#notReady = command.notReady;
      if (child.pid && !this.#wasReady) await this.#awaitReady(child, command.notReady);
    } catch (error) {
      if (this.#wasReady) this.#died(toProblem(error).message);
      else this.#fail(error);
    }
  }

  /** @param {Command} command */
  #launch({ file, args, cwd, env }) {
    const output = openSync(this.log, 'a');
    const child = spawn(file, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
    closeSync(output);
    child.once('error', (error) => this.#died(error.message));
    child.once('exit', (code, signal) => (code === wrongConfig && !this.#wasReady ? this.#refused() : this.#died(signal ?? `exit code ${code}`)));
    this.#child = child;
    this.#startedAt = Date.now();
    if (child.pid) this.#record(child.pid);
    return child;
  }

  /** @param {number} pid */
  #record(pid) {
    this.#identity = processIdentity(pid) ?? '';
    try {
      this.surroundings.runFolder.write(this.name, pid);
    } catch (error) {
      this.surroundings.report.line(`  ! ${this.name} runs without a pid file: ${toProblem(error).message}`);
    }
  }

  /**
   * @param {import('node:child_process').ChildProcess} child
   * @param {() => Promise<string | null>} notReady
   */
  async #awaitReady(child, notReady) {
    const { readyMs, readyPollMs, stillWaitingMs } = this.surroundings.timings;
    const begin = Date.now();
    let saidAt = begin;
    while (child === this.#child && !this.#stopping) {
      const reason = await notReady();
      if (child !== this.#child) return;
      if (reason === null) {
        this.#wasReady = true;
        return this.#succeed();
      }
      if (Date.now() - begin > readyMs) {
        const sentence = `${this.name} is not ready after ${readyMs / 1000} s: ${reason}; the end of ${this.log}:`;
        return this.#fail(new Problem(sentence, { evidence: lastLines(this.log) }));
      }
      if (Date.now() - saidAt > stillWaitingMs) {
        saidAt = Date.now();
        this.surroundings.report.line(`  … ${this.name} is not ready yet: ${reason}`);
      }
      await sleep(readyPollMs);
    }
  }

  /** Its environment is wrong; what it said last names the variables. */
  #refused() {
    this.#child = undefined;
    this.surroundings.runFolder.remove(this.name);
    this.#fail(new Problem(`${this.name} cannot start: ${lastLines(this.log, 1)[0]}.`));
  }

  /** @param {string} how */
  #died(how) {
    this.#child = undefined;
    if (this.#stopping) return;
    this.surroundings.runFolder.remove(this.name);
    const { firstBackoffMs, lastBackoffMs, healthyMs, deathsBeforeReady } = this.surroundings.timings;
    this.#deaths += 1;
    if (!this.#wasReady && this.#deaths >= deathsBeforeReady) {
      const sentence = `${this.name} died ${this.#deaths} times before it was ready (${how}); the end of ${this.log}:`;
      return this.#fail(new Problem(sentence, { evidence: lastLines(this.log) }));
    }
    if (Date.now() - this.#startedAt >= healthyMs) this.#backoffMs = firstBackoffMs;
    this.surroundings.report.line(`  ! ${this.name} died (${how}); restarting it in ${this.#backoffMs} ms`);
    this.#restart = setTimeout(() => void this.#spawn(), this.#backoffMs);
    this.#backoffMs = Math.min(this.#backoffMs * 2, lastBackoffMs);
  }
}
