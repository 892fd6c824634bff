import { spawn } from 'node:child_process';
import { describeProblem, Problem } from '../cli/problem.mjs';
import { seconds } from '../cli/report.mjs';

/** A test that hangs fails; it does not hold up whoever waits for the run. */
const limitMs = 15 * 60_000;

/** Steps one after the other; a failed one does not keep the next from running. */
export class Suite {
  /** @type {{ title: string, ok: boolean, ms: number }[]} */
  #steps = [];

  /**
   * @param {object} options
   * @param {string} options.root
   * @param {NodeJS.ProcessEnv} options.env of the programs it runs
   * @param {import('../cli/report.mjs').Report} options.report
   * @param {() => Promise<Record<string, string>>} options.fileServers starts what files are tested with, and says how the tests find it
   * @param {AbortSignal} options.signal ends the program under way, and keeps further steps from beginning
   */
  constructor({ root, env, report, fileServers, signal }) {
    this.root = root;
    this.env = env;
    this.report = report;
    this.fileServers = fileServers;
    this.signal = signal;
  }

  get failed() {
    return this.#steps.some(({ ok }) => !ok);
  }

  /**
   * @param {string} title
   * @param {() => Promise<void>} work
   * @returns {Promise<boolean>} whether it went well
   */
  async step(title, work) {
    this.signal.throwIfAborted();
    this.report.line(`\n── ${title}`);
    const step = { title, ok: true, ms: performance.now() };
    try {
      await work();
    } catch (error) {
      this.signal.throwIfAborted();
      step.ok = false;
      this.report.line(describeProblem(error, this.env));
    }
    step.ms = performance.now() - step.ms;
    this.#steps.push(step);
    return step.ok;
  }

  /**
   * Runs a program whose output goes where ours goes.
   * @param {string[]} command
   * @param {NodeJS.ProcessEnv} [extra] on top of the environment
   * @throws {Problem} when it does not succeed
   */
  async run([file, ...args], extra = {}) {
    const command = [file, ...args].join(' ');
    const limit = AbortSignal.timeout(limitMs);
    const ends = AbortSignal.any([this.signal, limit]);
    const child = spawn(file, args, { cwd: this.root, env: { ...this.env, ...extra }, stdio: 'inherit' });
    const abort = () => child.kill('SIGTERM');
    ends.addEventListener('abort', abort);
    try {
      const ending = await new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (code, killedBy) => resolve(code ?? killedBy));
      });
      if (limit.aborted) throw new Problem(`${command} did not end within ${limitMs / 60_000} minutes.`);
      if (ending !== 0) throw new Problem(`${command} failed (${ending}).`);
    } finally {
      ends.removeEventListener('abort', abort);
    }
  }

  /** @returns {string} a line per step */
  summary() {
    const lines = this.#steps.map(({ title, ok, ms }) => `  ${ok ? '✓' : '✗'} ${title.padEnd(24)} ${seconds(ms).padStart(8)}`);
    const failures = this.#steps.filter(({ ok }) => !ok).map(({ title }) => title);
    return ['', ...lines, '', failures.length > 0 ? `Failed: ${failures.join(', ')}.` : 'All passed.'].join('\n');
  }
}
