import path from 'node:path';
import { runCommand } from '../infra/run-command.mjs';

/**
 * The checkout to work in, and who asks.
 * @typedef {object} Workspace
 * @property {string} root
 * @property {string} dataDir gets the logs
 * @property {NodeJS.ProcessEnv} env
 * @property {AbortSignal} signal
 */

/**
 * @param {string[]} args
 * @param {Workspace} workspace
 * @param {{ log: string, failure: string }} options
 */
export function npm(args, { root, env, signal }, { log, failure }) {
  const [file, ...rest] = npmCommand(env, ...args);
  return runCommand(file, rest, { cwd: root, env, signal, log, failure });
}

/**
 * The npm that runs us, or else the one on PATH.
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args
 * @returns {string[]}
 */
export function npmCommand(env, ...args) {
  const ours = path.basename(env.npm_execpath ?? '') === 'npm-cli.js' ? env.npm_execpath : undefined;
  return ours ? [process.execPath, ours, ...args] : ['npm', ...args];
}
