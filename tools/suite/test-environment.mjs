import { databasePasswords, passwordVariable } from '../database/schemas.mjs';
import { makePassword } from '../infra/secrets.mjs';

/**
 * What tests find in their environment: the servers' URLs, and the roles' passwords, so that whoever prepares a
 * database on these servers gives the roles the same ones.
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.dataDir
 * @param {import('../infra/provision.mjs').Urls} options.urls
 * @param {import('../infra/secrets.mjs').Secrets} options.secrets
 * @returns {NodeJS.ProcessEnv}
 */
export function testEnvironment({ env, dataDir, urls, secrets }) {
  const passwords = databasePasswords(env, (name) => secrets.get(name, makePassword));
  return {
    ...env,
    PARLEY_TEST_DATA: dataDir,
    POSTGRES_URL: urls.postgres,
    NATS_URL: urls.nats,
    REDIS_URL: urls.redis,
    ...Object.fromEntries(Object.entries(passwords).map(([service, password]) => [passwordVariable(service), password])),
  };
}
