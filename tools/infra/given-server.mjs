import { Problem } from '../cli/problem.mjs';
import { exchange } from './exchange.mjs';

/**
 * Makes sure that a server somebody gave the URL of is there. A list of URLs needs one that answers.
 * @param {import('./servers.mjs').Server} server
 * @param {string} value of its variable
 * @param {number} timeoutMs
 * @returns {Promise<string>} where it is, without its password
 * @throws {Problem}
 */
export async function reachGiven(server, value, timeoutMs) {
  const places = value.split(',').map((url) => placeOf(server, url.trim()));
  try {
    return await Promise.any(places.map((place) => reach(server, place, timeoutMs)));
  } catch (failure) {
    const [error] = /** @type {AggregateError} */ (failure).errors;
    if (error instanceof Problem) throw error;
    throw new Problem(
      `${server.variable} does not answer at ${places.map(({ name }) => name).join(', ')} (${error.message || error.code}); ` +
        `start that server, or unset ${server.variable} to have a private one.`,
      { cause: error },
    );
  }
}

/**
 * @param {import('./servers.mjs').Server} server
 * @param {{ host: string, port: number, name: string }} place
 * @param {number} timeoutMs
 */
async function reach(server, { host, port, name }, timeoutMs) {
  // NATS speaks first, and says whether it has JetStream; for the others an open port must do.
  /** @param {string} received */
  const greeting = (received) => (server.name !== 'nats' || received.includes('\r\n') ? received : undefined);
  const received = await exchange({ host, port, until: greeting, timeoutMs });
  if (server.name === 'nats' && !received.includes('"jetstream":true')) {
    throw new Problem(`NATS_URL answers at ${name} but without JetStream; start that server with -js.`);
  }
  return name;
}

/**
 * @param {import('./servers.mjs').Server} server
 * @param {string} value
 */
function placeOf(server, value) {
  try {
    const url = new URL(value);
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const port = Number(url.port) || server.port;
    return { host, port, name: `${url.hostname}:${port}` };
  } catch {
    throw new Problem(`${server.variable} is not a URL; it should look like ${server.name}://user:password@host:${server.port}.`);
  }
}
