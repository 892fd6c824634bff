import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { reasonOf } from './exchange.mjs';
import { publishToJetStream } from './jetstream.mjs';
import { libraryPath } from './programs.mjs';

/**
 * A NATS of our own with JetStream.
 * @param {string[][]} found
 * @param {import('./provision.mjs').Place} place
 * @returns {import('./provision.mjs').PrivateServer}
 */
export function privateNats([[program]], { dataDir, vendorDir, env, timings }) {
  const folder = path.join(dataDir, 'nats');
  mkdirSync(folder, { recursive: true });
  return {
    url: (port) => `nats://127.0.0.1:${port}`,
    command(port) {
      const file = path.join(folder, 'nats.conf');
      writeFileSync(
        file,
        [
          'host: 127.0.0.1',
          `port: ${port}`,
          'max_payload: 2MB',
          // A service behind a silent link is forgotten after 10 to 15 s, not after minutes.
          'ping_interval: 5s',
          'ping_max: 2',
          `jetstream { store_dir: ${JSON.stringify(folder)} }`,
          '',
        ].join('\n'),
      );
      return {
        file: program,
        args: ['-c', file],
        // On a small machine more threads halve the rate of request and reply (docs: performance).
        env: { ...env, GOMAXPROCS: '1', ...libraryPath(program, vendorDir) },
        cwd: folder,
        notReady: () => reasonOf(() => publishToJetStream(port, timings.probeTimeoutMs)),
      };
    },
  };
}
