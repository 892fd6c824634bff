import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../tools/infra/ports.mjs';
import { pageTrouble } from './readiness.mjs';

const limits = fileURLToPath(new URL('../limits/', import.meta.url));

/**
 * A program of ../limits as a supervised process.
 * @param {string} name of the program, and of the process
 * @param {NodeJS.ProcessEnv} variables
 * @returns {import('../../tools/infra/supervised-process.mjs').ProcessSpec}
 */
export const bareProcess = (name, variables) => ({
  name,
  signal: 'SIGTERM',
  force: 'SIGKILL',
  async command() {
    const readyPort = await freePort();
    return {
      file: process.execPath,
      args: [path.join(limits, `${name}.mjs`)],
      env: { ...process.env, ...variables, READY_PORT: String(readyPort) },
      cwd: limits,
      notReady: () => pageTrouble(`http://127.0.0.1:${readyPort}/`),
    };
  },
});
