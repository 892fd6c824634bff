import { plainReport } from '../cli/report.mjs';
import { Site } from './site.mjs';
import { timings as usual } from './timings.mjs';

/**
 * PostgreSQL, NATS and Redis for whoever needs them: POSTGRES_URL, NATS_URL and REDIS_URL when given, else private
 * instances that keep their data in `dataDir` and are started again when they die.
 * @param {object} options
 * @param {string} options.dataDir locked until `stop`
 * @param {(line: string) => void} options.log
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {import('./timings.mjs').Timings} [options.timings]
 * @returns {Promise<{ urls: import('./provision.mjs').Urls, stop: () => Promise<void> }>}
 * @throws {import('../cli/problem.mjs').Problem}
 */
export async function startInfrastructure({ dataDir, log, env = process.env, timings = usual }) {
  const site = new Site(dataDir, { report: plainReport(log), timings });
  try {
    await site.endOrphans();
    const urls = await site.provision(env);
    return { urls, stop: () => site.close() };
  } catch (error) {
    await site.close();
    throw error;
  }
}
