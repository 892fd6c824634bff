import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

const rotateAtBytes = 20 * 1024 * 1024;
const tailBytes = 16 * 1024;

/**
 * `<data>/log/<name>.log`; a big one is moved to `<name>.log.1` first.
 * @param {string} dataDir
 * @param {string} name
 * @returns {string}
 */
export function logFile(dataDir, name) {
  const file = path.join(dataDir, 'log', `${name}.log`);
  mkdirSync(path.dirname(file), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > rotateAtBytes) renameSync(file, `${file}.1`);
  return file;
}

/**
 * @param {string} file
 * @param {number} [count]
 * @returns {string[]}
 */
export function lastLines(file, count = 20) {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const buffer = Buffer.alloc(Math.min(size, tailBytes));
    readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-count);
  } finally {
    closeSync(descriptor);
  }
}
