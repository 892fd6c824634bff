import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { npmCommand } from '../workspace/npm.mjs';
import { Coverage } from './coverage.mjs';
import { FleetUnderTest } from './fleet-under-test.mjs';
import { expectNoSecrets } from './log-secrets.mjs';

/**
 * Everything that CI runs.
 * @param {import('./suite.mjs').Suite} suite
 */
export async function runEverything(suite) {
  const coverage = new Coverage(suite);
  // Fetched, the first time, and started while the checks run.
  const fileServers = suite.fileServers();
  await suite.step('check', () => suite.run(npmCommand(suite.env, 'run', 'check')));
  const errors = path.join(suite.env.PARLEY_TEST_DATA ?? '', 'contract-errors.txt');
  rmSync(errors, { force: true });
  const units = jest('--selectProjects', 'unit', 'contract', ...coverage.jestArguments);
  // Judged only when all have run.
  if (await suite.step('unit, contract', async () => suite.run(units, { CONTRACT_ERRORS: errors, ...(await fileServers) })))
    await suite.step('declared errors', () => suite.run([process.execPath, path.join(import.meta.dirname, '..', 'contract-errors.mjs'), errors]));

  const fleet = await FleetUnderTest.create(suite);
  await withFleet(suite, 'fleet', fleet, coverage, async () => {
    await suite.step('conformance', () => suite.run(jest('--selectProjects', 'conformance', ...blackBox), fleet.variables));
    await suite.step('e2e', () => suite.run(jest('--selectProjects', 'e2e', '--runInBand', ...blackBox), fleet.variables));
    await suite.step('logs', async () => expectNoSecrets(fleet.dataDir));
  });
  const servers = await fileServers;
  const guarded = await FleetUnderTest.createGuarded(suite, servers);
  await withFleet(suite, 'guarded fleet', guarded, coverage, async () => {
    await suite.step('guarded', () =>
      suite.run(jest('--selectProjects', 'guarded', '--runInBand', ...blackBox), { ...guarded.variables, ...servers }),
    );
    // At the level debug, and of all that was tried: brute force, broken tokens, floods.
    await suite.step('guarded logs', async () => expectNoSecrets(guarded.dataDir));
  });
  // A fleet and servers of its own, to do harm to.
  await suite.step('faults', () => suite.run([process.execPath, path.join('tools', 'faults.mjs'), '--short']));
  if (coverage.seesFleet) await suite.step('coverage', () => coverage.print());
  await suite.step('tools', () => suite.run(nodeTest(toolTests(suite.root))));
}

/**
 * Steps that need a fleet; they are left out when it does not start.
 * @param {import('./suite.mjs').Suite} suite
 * @param {string} title
 * @param {FleetUnderTest} fleet
 * @param {Coverage} coverage
 * @param {() => Promise<void>} steps
 */
async function withFleet(suite, title, fleet, coverage, steps) {
  try {
    if (await suite.step(title, () => fleet.start(coverage.fleetVariables))) await steps();
  } finally {
    await fleet.stop();
  }
}

/**
 * What someone works on just now.
 * @param {import('./suite.mjs').Suite} suite
 * @param {string[]} args paths of tests, and options of jest
 */
export async function runChosen(suite, args) {
  const paths = args.filter((arg) => !arg.startsWith('-')).map((arg) => path.relative(suite.root, path.resolve(arg)));
  if (paths.some((file) => isUnder('tools', file))) {
    await suite.step('tools', () => suite.run(nodeTest(args)));
    return;
  }
  const needsFleet =
    paths.some((file) => isUnder(path.join('apps', 'gateway', 'test'), file)) || args.some((arg) => /^(conformance|e2e|guarded)$/.test(arg));
  if (!needsFleet) {
    const isAboutFiles = paths.some((file) => isUnder(path.join('apps', 'file'), file));
    await suite.step('jest', async () => suite.run(jest(...args), isAboutFiles ? await suite.fileServers() : {}));
    return;
  }
  const isGuarded = args.some((arg) => /\bguarded\b/.test(arg));
  // Tests that halt servers and kill processes leave nobody else in peace.
  const disturbs = isGuarded || args.some((arg) => /\be2e\b/.test(arg));
  const options = [...args, ...(disturbs ? ['--runInBand'] : []), ...blackBox];
  const fileServers = isGuarded ? await suite.fileServers() : {};
  const fleet = isGuarded ? await FleetUnderTest.createGuarded(suite, fileServers) : await FleetUnderTest.create(suite);
  try {
    if (await suite.step('fleet', () => fleet.start()))
      await suite.step('jest', () => suite.run(jest(...options), { ...fleet.variables, ...fileServers }));
  } finally {
    await fleet.stop();
  }
}

/** A test that failed leaves its sockets open; they must not keep the run from ending. */
const blackBox = ['--forceExit'];

/** @param {string[]} args */
const jest = (...args) => [process.execPath, '--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...args];

/** @param {string[]} files */
const nodeTest = (files) => [process.execPath, '--test', '--test-timeout=120000', '--test-reporter=spec', ...files];

/**
 * @param {string} folder
 * @param {string} file
 */
const isUnder = (folder, file) => file === folder || file.startsWith(folder + path.sep);

/** @param {string} root */
const toolTests = (root) =>
  ['tools', 'bench']
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)))
    .filter((file) => file.endsWith('.test.mjs'));
