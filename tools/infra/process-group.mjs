import { SupervisedProcess } from './supervised-process.mjs';
import { untilAborted } from './together.mjs';

/** Supervised processes that are stopped together. */
export class ProcessGroup {
  /** @type {SupervisedProcess[]} */
  #members = [];
  #aborted;

  /** @param {import('./supervised-process.mjs').Surroundings & { signal: AbortSignal }} surroundings */
  constructor(surroundings) {
    this.surroundings = surroundings;
    this.#aborted = untilAborted(surroundings.signal);
    this.#aborted.catch(() => {}); // whoever waits for a start hears of it
  }

  /**
   * Adds a process and starts it.
   * @param {import('./supervised-process.mjs').ProcessSpec} spec
   * @returns {Promise<SupervisedProcess>} once it is ready
   * @throws {import('../cli/problem.mjs').Problem} when it does not become ready
   */
  async start(spec) {
    this.surroundings.signal.throwIfAborted();
    const member = new SupervisedProcess(spec, this.surroundings);
    this.#members.push(member);
    await Promise.race([member.start(), this.#aborted]);
    return member;
  }

  /** @returns {Promise<string | null>} null while every member serves, else why one does not */
  async notReady() {
    for (const member of this.#members) {
      const reason = await member.notReady();
      if (reason !== null) return `${member.name}: ${reason}`;
    }
    return null;
  }

  /**
   * Stops every member for good. A second call with a shorter grace overtakes the first.
   * @param {number} graceMs
   */
  async stop(graceMs) {
    await Promise.all(this.#members.map((member) => member.stop(graceMs)));
  }
}
