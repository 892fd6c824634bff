import { appendFileSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * One measurement of one target.
 * @typedef {object} Measured
 * @property {string} scenario
 * @property {string} title
 * @property {object} load
 * @property {import('./figures.mjs').Figure} figure
 * @property {string} target
 * @property {string} protocol
 * @property {number} repeat from 1
 * @property {any} metrics
 * @property {any} cpu
 * @property {any} faults
 */

const schema = 'parley-bench/1';

/** The records of one run, as JSON lines in a file of its own. */
export class Results {
  /** @type {Measured[]} */
  records = [];

  /** @param {string} folder */
  constructor(folder) {
    mkdirSync(folder, { recursive: true });
    const startedAt = new Date().toISOString();
    this.file = path.join(folder, `${startedAt.slice(0, 19).replaceAll(':', '-')}.jsonl`);
    this.machine = { node: process.version, cpus: os.cpus().length, cpu: os.cpus()[0]?.model, memoryGb: Math.round(os.totalmem() / 2 ** 30) };
  }

  /**
   * @param {Measured} record
   * @returns {Measured} the same
   */
  add(record) {
    this.records.push(record);
    appendFileSync(this.file, `${JSON.stringify({ schema, at: new Date().toISOString(), ...record, machine: this.machine })}\n`);
    return record;
  }

  /**
   * @param {string} name
   * @param {string} type
   * @returns {string} a file beside that of the records, named after it
   */
  besides(name, type) {
    return this.file.replace(/jsonl$/, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.${type}`);
  }
}
