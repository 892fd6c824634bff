import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exchange, reasonOf } from '../infra/exchange.mjs';
import { freePort } from '../infra/ports.mjs';
import { libraryPath } from '../infra/programs.mjs';

/** The signature of the EICAR test file, so that nothing has to be fetched but the program. */
const signature = `Eicar-Test:0:*:${Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')).toString('hex')}\n`;

/**
 * A clamd that knows one signature.
 * @type {import('./file-servers.mjs').Part}
 */
export const scanner = {
  subject: 'clamd',
  variable: 'CLAMD_TEST_HOST',
  programs: ['clamd'],
  packages: ['clamav-daemon'],
  start: async ([program], { dataDir, vendorDir, env, site }) => {
    const port = await freePort();
    const file = writeSettings(path.join(dataDir, 'clamd'), port);
    const notReady = () => reasonOf(() => exchange({ port, send: 'zPING\0', until: pong, timeoutMs: site.timings.connectMs }));
    const command = { file: program, args: ['-c', file], env: { ...env, ...libraryPath(program, vendorDir) }, cwd: path.dirname(file), notReady };
    await site.servers.start({ name: 'clamd', signal: 'SIGTERM', force: 'SIGKILL', command: async () => command });
    return { CLAMD_TEST_HOST: `127.0.0.1:${port}` };
  },
};

/**
 * @param {string} folder
 * @param {number} port
 * @returns {string} the file with the settings
 */
function writeSettings(folder, port) {
  mkdirSync(path.join(folder, 'signatures'), { recursive: true });
  writeFileSync(path.join(folder, 'signatures', 'eicar.ndb'), signature);
  const file = path.join(folder, 'clamd.conf');
  const settings = [`TCPSocket ${port}`, 'TCPAddr 127.0.0.1', `DatabaseDirectory ${path.join(folder, 'signatures')}`, 'Foreground yes'];
  writeFileSync(file, [...settings, 'StreamMaxLength 100M', 'MaxScanSize 100M', ''].join('\n'));
  return file;
}

/** @param {string} received */
const pong = (received) => (received.includes('PONG') ? null : undefined);
