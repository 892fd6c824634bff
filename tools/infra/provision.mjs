import path from 'node:path';
import { Problem } from '../cli/problem.mjs';
import { fetchMissing } from './fetch-missing.mjs';
import { reachGiven } from './given-server.mjs';
import { watchJetStream } from './jetstream.mjs';
import { keptPort } from './ports.mjs';
import { privateNats } from './private-nats.mjs';
import { privatePostgres } from './private-postgres.mjs';
import { privateRedis } from './private-redis.mjs';
import { findPrograms, programDirs } from './programs.mjs';
import { nats, servers } from './servers.mjs';
import { together } from './together.mjs';

/**
 * @typedef {object} Place where and how private servers live
 * @property {string} dataDir
 * @property {string} vendorDir
 * @property {NodeJS.ProcessEnv} env
 * @property {import('./secrets.mjs').Secrets} secrets
 * @property {import('./timings.mjs').Timings} timings
 * @property {AbortController} controller aborted when the work is to be given up
 *
 * @typedef {object} PrivateServer
 * @property {(port: number) => string} url
 * @property {(port: number) => import('./supervised-process.mjs').Command} command
 *
 * @typedef {{ postgres: string, nats: string, redis: string }} Urls
 */

/** @type {Record<string, (found: string[][], place: Place) => PrivateServer | Promise<PrivateServer>>} */
const makers = { postgres: privatePostgres, nats: privateNats, redis: privateRedis };

/**
 * PostgreSQL, NATS and Redis: those given by URL, and private ones for the rest, all at once.
 * @param {Omit<Place, 'vendorDir'>} where
 * @param {import('./process-group.mjs').ProcessGroup} group gets the private ones
 * @returns {Promise<Urls>} once all can be used
 * @throws {Problem}
 */
export async function provision(where, group) {
  const { dataDir, env, controller, timings } = where;
  const { report } = group.surroundings;
  const place = { ...where, vendorDir: path.resolve(env.PARLEY_VENDOR || path.join(dataDir, 'vendor')) };
  const missing = servers.filter((server) => !env[server.variable] && find(server, place).length === 0);
  const fetched = missing.length === 0 ? undefined : report.step('packages', () => fetchMissing(missing, place));

  const jobs = servers.map(async (server) => {
    const given = env[server.variable];
    if (!given && missing.includes(server)) await fetched;
    let url = given ?? '';
    await report.step(server.title, async () => {
      if (given) return `yours, ${await reachGiven(server, given, timings.connectMs)}`;
      url = await startPrivate(server, place, group);
      return `private, port ${new URL(url).port}`;
    });
    return url;
  });
  const urls = await together(controller, jobs);
  return { postgres: urls[0], nats: urls[1], redis: urls[2] };
}

/**
 * @param {import('./servers.mjs').Server} server
 * @param {Place} place
 */
const find = (server, { env, vendorDir }) => findPrograms(server.programs, programDirs(env, vendorDir));

/**
 * @param {import('./servers.mjs').Server} server
 * @param {Place} place
 * @param {import('./process-group.mjs').ProcessGroup} group
 * @returns {Promise<string>} its URL
 */
async function startPrivate(server, place, group) {
  const found = find(server, place);
  if (found.length === 0) throw new Problem(`${server.title} is missing from ${place.vendorDir}; delete that folder and start again.`);
  const made = await makers[server.name](found, place);
  let port = 0;
  const command = async () => {
    port ||= await keptPort(place.dataDir, server.name); // its clients know it by this port from now on
    return made.command(port);
  };
  const running = await group.start({ ...server, command });
  if (server === nats) {
    const { timings, controller } = place;
    void watchJetStream(port, { timings, signal: controller.signal, onFailure: (reason) => running.replace(reason) });
  }
  return made.url(port);
}
