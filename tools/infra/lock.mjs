import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processIdentity } from './process-identity.mjs';

/**
 * Makes this process the only holder of a lock. Each contender leaves a mark of its own and then looks for others, so
 * of two at once one sees the other at least; the mark of a dead process counts for nothing, and nobody else's name
 * is ever the same, so it can be removed by anyone.
 * @param {string} folder of the marks
 * @returns {{ heldBy: number } | { heldBy: null, release: () => void }} heldBy is the process that holds it already
 */
export function takeLock(folder) {
  mkdirSync(folder, { recursive: true });
  const mine = path.join(folder, markOf(process.pid));
  if (existsSync(mine)) return { heldBy: process.pid };
  writeFileSync(mine, '');
  for (const mark of readdirSync(folder)) {
    const pid = Number.parseInt(mark, 10);
    const isAlive = mark === markOf(pid);
    if (isAlive && pid === process.pid) continue;
    rmSync(isAlive ? mine : path.join(folder, mark), { force: true });
    if (isAlive) return { heldBy: pid };
  }
  return { heldBy: null, release: () => release(mine) };
}

/** @param {string} mark */
function release(mark) {
  try {
    rmSync(mark, { force: true });
  } catch {
    // On a disk that has become read-only it stays, and counts for nothing once this process is gone.
  }
}

/** @param {number} pid */
const markOf = (pid) => `${pid}-${processIdentity(pid)?.replaceAll(/\W/g, '') ?? 'dead'}`;
