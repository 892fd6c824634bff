import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity } from './process-identity.mjs';

/**
 * @typedef {object} Ending how a process is asked to end, and how it is made to
 * @property {NodeJS.Signals} signal
 * @property {NodeJS.Signals} force sent once the grace is over
 * @property {number} graceMs
 */

/**
 * Ends a process and waits until it is gone. After the forcing signal comes SIGKILL to its whole group.
 * @param {number} pid
 * @param {string} identity see processIdentity; another process under the same id is left alone
 * @param {Ending} ending
 */
export async function endProcess(pid, identity, { signal, force, graceMs }) {
  if (await gone(pid, identity, signal, graceMs)) return;
  if (force !== 'SIGKILL' && (await gone(pid, identity, force, 300))) return;
  await gone(-pid, identity, 'SIGKILL', 1000);
}

/**
 * @param {number} target a process id, or minus the id of a group's leader
 * @param {string} identity
 * @param {NodeJS.Signals} signal
 * @param {number} withinMs
 */
async function gone(target, identity, signal, withinMs) {
  const pid = Math.abs(target);
  const runs = () => processIdentity(pid) === identity;
  const deadline = Date.now() + withinMs;
  if (runs()) deliver(target, signal);
  while (runs()) {
    if (Date.now() >= deadline) return false;
    await sleep(20);
  }
  return true;
}

/**
 * @param {number} target
 * @param {NodeJS.Signals} signal
 */
export function deliver(target, signal) {
  try {
    process.kill(target, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}
