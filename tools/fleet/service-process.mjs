import path from 'node:path';
import { passwordVariable, storingServices } from '../database/schemas.mjs';
import { freePort } from '../infra/ports.mjs';
import { secretsOf } from './services.mjs';

/**
 * What every process of a fleet shares.
 * @typedef {object} FleetSettings
 * @property {string} root the checkout
 * @property {string} dataDir absolute
 * @property {NodeJS.ProcessEnv} env of the supervisor
 * @property {import('../infra/provision.mjs').Urls} urls
 * @property {Record<string, string>} databaseUrls by service
 * @property {Record<string, string>} secrets by variable
 * @property {import('./parley.mjs').Lead} lead
 */

/** What a child gets only when it is meant for it. */
const withheld = ['POSTGRES_URL', 'DATABASE_URL', 'SERVER_KEY', 'JWT_PRIVATE_KEY', 'PORT', ...storingServices.map(passwordVariable)];

/**
 * @param {import('./services.mjs').Instance} instance
 * @param {FleetSettings} fleet
 * @returns {import('../infra/supervised-process.mjs').ProcessSpec}
 */
export const serviceProcess = (instance, fleet) => ({
  name: instance.name,
  signal: 'SIGTERM',
  force: 'SIGKILL',
  async command() {
    const healthPort = await freePort();
    return {
      file: process.execPath,
      args: ['--enable-source-maps', mainOf(instance.app, instance.root ?? fleet.root)],
      env: fleet.lead(instance.name, childEnvironment(instance, fleet, healthPort)),
      cwd: fleet.root,
      notReady: () => notReady(healthPort),
    };
  },
});

/**
 * @param {string} app
 * @param {string} root
 */
export const mainOf = (app, root) => path.join(root, 'dist', 'apps', app, 'src', 'main.js');

/**
 * @param {import('./services.mjs').Instance} instance
 * @param {FleetSettings} fleet
 * @param {number} healthPort
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment({ name, app, port }, { dataDir, env, urls, databaseUrls, secrets }, healthPort) {
  const inherited = Object.entries(env).filter(([variable]) => !withheld.includes(variable));
  const publicUrl = env.PUBLIC_URL || `http://localhost:${env.PORT || 8000}`;
  return {
    ...Object.fromEntries(inherited),
    NODE_ENV: env.NODE_ENV || 'development',
    INSTANCE: name,
    PARLEY_DATA: dataDir,
    NATS_URL: urls.nats,
    REDIS_URL: urls.redis,
    HEALTH_PORT: String(healthPort),
    HEALTH_HOST: '127.0.0.1',
    PUBLIC_URL: publicUrl,
    APP_URL: env.APP_URL || publicUrl,
    ...Object.fromEntries((secretsOf.get(app) ?? []).map((variable) => [variable, secrets[variable]])),
    ...(databaseUrls[app] ? { DATABASE_URL: databaseUrls[app] } : {}),
    ...(port ? { PORT: String(port) } : {}),
  };
}

/**
 * @param {number} healthPort
 * @returns {Promise<string | null>} null when the process is ready, else why not
 */
async function notReady(healthPort) {
  try {
    const response = await fetch(`http://127.0.0.1:${healthPort}/health/ready`, { signal: AbortSignal.timeout(5_000) });
    if (response.status === 200) return null;
    /** @type {any} */
    const body = await response.json().catch(() => ({}));
    return body.reason || `its health page answers ${response.status}`;
  } catch {
    return 'its health page does not answer';
  }
}
