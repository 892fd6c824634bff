import { Problem } from '../cli/problem.mjs';
import { makeJwtPrivateKey, makeServerKey } from '../infra/secrets.mjs';

/** @type {[variable: string, make: () => string][]} */
const keys = [
  ['SERVER_KEY', makeServerKey],
  ['JWT_PRIVATE_KEY', makeJwtPrivateKey],
];

/**
 * The keys the fleet signs and encrypts with: given ones, else ones made once and kept; in production given ones only,
 * since a key that was made here would be lost with this folder.
 * @param {NodeJS.ProcessEnv} env
 * @param {import('../infra/secrets.mjs').Secrets} secrets
 * @returns {Record<string, string>} by variable
 * @throws {Problem}
 */
export function fleetKeys(env, secrets) {
  const missing = keys.filter(([variable]) => !env[variable]).map(([variable]) => variable);
  if (env.NODE_ENV === 'production' && missing.length > 0) {
    throw new Problem(`With NODE_ENV=production the environment must hold ${missing.join(' and ')}.`);
  }
  return Object.fromEntries(keys.map(([variable, make]) => [variable, env[variable] || secrets.get(variable, make)]));
}
