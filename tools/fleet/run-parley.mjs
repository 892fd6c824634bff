import { describeProblem } from '../cli/problem.mjs';
import { seconds, streamReport } from '../cli/report.mjs';
import { timings as usual } from '../infra/timings.mjs';
import { greeting } from './greeting.mjs';
import { Parley } from './parley.mjs';

/** A terminal's Ctrl-C arrives twice under npm, which passes on what the terminal has sent already. */
const echoMs = 1_000;

/**
 * Runs Parley until Ctrl-C or SIGTERM.
 * @param {import('./parley.mjs').ParleyOptions} options
 * @returns {Promise<number>} the exit code
 */
export async function runParley({ root, env = process.env, report = streamReport(process.stdout), timings = usual }) {
  const begin = performance.now();
  const crash = new Promise((_, reject) => process.once('uncaughtException', reject));
  /** @type {Parley | undefined} */
  let parley;
  const stopped = onStopSignals(() => parley, report);
  try {
    parley = new Parley({ root, env, report, timings });
    await Promise.race([parley.start(), crash]);
    report.line(greeting(parley, seconds(performance.now() - begin)));
    await Promise.race([stopped, crash]);
    return 0;
  } catch (error) {
    if (parley?.site.wasStopped) {
      await stopped;
      return 0;
    }
    report.line(`\n${describeProblem(error, env)}`);
    await parley?.stop();
    return 1;
  }
}

/**
 * The first signal stops, a later one forces.
 * @param {() => Parley | undefined} current
 * @param {import('../cli/report.mjs').Report} report
 * @returns {Promise<void>} once a signal has come and Parley has stopped
 */
function onStopSignals(current, report) {
  let firstAt = 0;
  return new Promise((resolve, reject) => {
    const onSignal = () => {
      const parley = current();
      if (!parley) process.exit(0);
      if (firstAt === 0) {
        firstAt = Date.now();
        report.line('\nStopping … (Ctrl-C again to force)');
        parley.stop().then(resolve, reject);
      } else if (Date.now() - firstAt > echoMs) {
        parley.force().catch(reject);
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
  });
}
