import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** `${NAME}`, `${NAME:-default}`, `${NAME:?message}`; `$$` is a dollar sign. */
const reference = /\$\$|\$\{([A-Z][A-Z0-9_]*)(?:(:-|:\?)([^}]*))?\}/g;

/** @param {string} root */
export const readCompose = (root) => readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');

/**
 * Every variable compose takes from .env.
 * @param {string} text of docker-compose.yml
 * @returns {Map<string, { isRequired: boolean, fallback: string }>}
 */
export function variablesOf(text) {
  const found = new Map();
  for (const [, name, operator, rest = ''] of text.replace(/^\s*#.*$/gm, '').matchAll(reference)) {
    if (name) found.set(name, { isRequired: operator === ':?', fallback: operator === ':-' ? rest : '' });
  }
  return found;
}

/**
 * docker-compose.yml as compose sees it, with the variables of an .env file in place.
 * @param {string} text
 * @param {Record<string, string>} env
 * @throws {Error} naming a required variable that is missing
 */
export function resolveCompose(text, env) {
  const resolve = (value) => {
    if (typeof value === 'string') return value.replace(reference, (whole, name, operator, rest) => valueOf(whole, name, operator, rest, env));
    if (Array.isArray(value)) return value.map(resolve);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
  };
  return resolve(parse(text, { merge: true }));
}

function valueOf(whole, name, operator, rest, env) {
  if (whole === '$$') return '$';
  if (env[name]) return env[name];
  if (operator === ':?') throw new Error(`${name} is missing: ${rest}`);
  return operator === ':-' ? rest : '';
}

/**
 * @param {string} text of an .env file
 * @returns {Record<string, string>}
 */
export const parseEnv = (text) => Object.fromEntries([...text.matchAll(/^([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name, value]) => [name, value.trim()]));

/** @param {Record<string, unknown>} environment of a service, as YAML gave it */
export const asStrings = (environment) => Object.fromEntries(Object.entries(environment ?? {}).map(([name, value]) => [name, String(value)]));
