import path from 'node:path';
import { describeProblem } from '../cli/problem.mjs';
import { streamReport } from '../cli/report.mjs';
import { Site } from '../infra/site.mjs';
import { timings } from '../infra/timings.mjs';
import { together } from '../infra/together.mjs';
import { prepareWorkspace } from '../workspace/prepare-workspace.mjs';
import { startFileServers } from './file-servers.mjs';
import { runChosen, runEverything } from './plans.mjs';
import { Suite } from './suite.mjs';
import { testEnvironment } from './test-environment.mjs';

/**
 * Runs the tests on servers that were given by URL or are started for them, and leaves nothing running.
 * @param {{ root: string, args: string[] }} options no args: everything
 * @returns {Promise<number>} the exit code: 1 when anything failed, 130 when interrupted
 */
export async function runSuite({ root, args }) {
  const report = streamReport(process.stdout);
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, PARLEY_VENDOR: process.env.PARLEY_VENDOR || path.join(root, '.parley', 'vendor') };
  const dataDir = path.resolve(env.PARLEY_TEST_DATA || path.join(root, '.parley', 'test'));
  /** @type {Site | undefined} */
  let site;
  try {
    const mine = (site = new Site(dataDir, { report, timings }));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => mine.interrupt());
    await site.endOrphans();
    const workspace = prepareWorkspace({ root, dataDir, env, signal: site.signal }, report);
    const [, urls] = await together(site.controller, [workspace, site.provision(env)]);
    const fileServers = () => startFileServers({ root, dataDir, env, site: mine });
    const suite = new Suite({ root, report, fileServers, signal: site.signal, env: testEnvironment({ env, dataDir, urls, secrets: site.secrets }) });
    await (args.length > 0 ? runChosen(suite, args) : runEverything(suite));
    report.line(suite.summary());
    return suite.failed ? 1 : 0;
  } catch (error) {
    if (site?.wasStopped) return 130;
    report.line(`\n${describeProblem(error, env)}`);
    return 1;
  } finally {
    await site?.close();
  }
}
