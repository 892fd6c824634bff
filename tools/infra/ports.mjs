import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

// Below 32768, where Linux begins to hand out ports to outgoing connections: those would take ours now and then.
const lowest = 20000;
const highest = 32767;

/** @type {Set<number>} chosen by this process a moment ago, perhaps not yet listened on */
const chosen = new Set();
const momentMs = 60_000;

/**
 * @param {number} port
 * @param {string} [host] every address when absent
 * @returns {Promise<string | null>} null when the port can be listened on, else the error's code
 */
export function portTrouble(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

/**
 * @param {{ count?: number, host?: string }} [options] `count` ports in a row; the first is returned
 * @returns {Promise<number>}
 */
export async function freePort({ count = 1, host = '127.0.0.1' } = {}) {
  for (;;) {
    const first = randomInt(lowest, highest - count + 2);
    const row = Array.from({ length: count }, (_, index) => first + index);
    if (row.some((port) => chosen.has(port))) continue;
    for (const port of row) {
      chosen.add(port);
      setTimeout(() => chosen.delete(port), momentMs).unref();
    }
    const troubles = await Promise.all(row.map((port) => portTrouble(port, host)));
    if (troubles.every((trouble) => trouble === null)) return first;
  }
}

/**
 * The port that `name` had last time when it is still free, else a new one, which is remembered.
 * @param {string} dataDir
 * @param {string} name
 * @returns {Promise<number>}
 */
export async function keptPort(dataDir, name) {
  const file = path.join(dataDir, 'ports.json');
  const kept = readPorts(file)[name];
  if (kept && (await portTrouble(kept, '127.0.0.1')) === null) return kept;
  const port = await freePort();
  writeFileSync(file, `${JSON.stringify({ ...readPorts(file), [name]: port }, null, 2)}\n`);
  return port;
}

/**
 * @param {string} file
 * @returns {Record<string, number>}
 */
function readPorts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
