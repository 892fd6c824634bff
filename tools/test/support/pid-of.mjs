import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @param {string} dataDir
 * @param {string} name
 * @returns {number} what the pid file of a process says; NaN when there is none
 */
export function pidOf(dataDir, name) {
  try {
    return Number(readFileSync(path.join(dataDir, 'run', `${name}.pid`), 'utf8'));
  } catch {
    return NaN;
  }
}
