import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { Problem } from '../cli/problem.mjs';
import { deliver } from './end-process.mjs';
import { lastLines } from './log-file.mjs';

/**
 * @typedef {object} CommandOptions
 * @property {string} log file that gets the output, appended
 * @property {string} failure the beginning of the sentence when the command fails
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {AbortSignal} [signal] ends the command and all it has started
 */

/**
 * Runs a command to its end, out of reach of the terminal's Ctrl-C.
 * @param {string} file
 * @param {string[]} args
 * @param {CommandOptions} options
 * @returns {Promise<void>}
 * @throws {Problem} with the last lines of its output
 */
export async function runCommand(file, args, { log, failure, cwd, env, signal }) {
  signal?.throwIfAborted();
  const output = openSync(log, 'a');
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  const abort = () => child.pid && deliver(-child.pid, 'SIGKILL');
  signal?.addEventListener('abort', abort);
  try {
    const ending = await new Promise((resolve, reject) => {
      child.once('error', (error) => reject(failed(failure, [error.message], log)));
      child.once('exit', (code, killedBy) => resolve(code ?? killedBy));
    });
    signal?.throwIfAborted();
    if (ending !== 0) throw failed(failure, lastLines(log), log);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/**
 * @param {string} failure
 * @param {string[]} said
 * @param {string} log
 */
function failed(failure, said, log) {
  const full = said.some((line) => /no space left on device/i.test(line));
  const why = full ? 'the disk is full; free some space or set PARLEY_DATA to another folder.' : `the end of ${log}:`;
  return new Problem(`${failure}: ${why}`, { evidence: said });
}
