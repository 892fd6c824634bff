import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { exchange, reasonOf } from './exchange.mjs';
import { libraryPath } from './programs.mjs';

/**
 * A Redis of our own that keeps nothing on disk: what it holds may be lost at any time.
 * @param {string[][]} found
 * @param {import('./provision.mjs').Place} place
 * @returns {import('./provision.mjs').PrivateServer}
 */
export function privateRedis([[program]], { dataDir, vendorDir, env, timings }) {
  const folder = path.join(dataDir, 'redis');
  mkdirSync(folder, { recursive: true });
  return {
    url: (port) => `redis://127.0.0.1:${port}`,
    command: (port) => ({
      file: program,
      args: ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'no', '--save', ''],
      env: { ...env, ...libraryPath(program, vendorDir) },
      cwd: folder,
      notReady: () =>
        reasonOf(() =>
          exchange({
            port,
            send: 'PING\r\n',
            until: (answer) => (answer.endsWith('\r\n') ? (answer === '+PONG\r\n' ? null : answer.trim()) : undefined),
            timeoutMs: timings.connectMs,
          }),
        ),
    }),
  };
}
