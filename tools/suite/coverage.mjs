import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const sources = ['--include', 'apps/*/src/**', '--include', 'libs/*/src/**', '--exclude', '**/*.spec.ts', '--exclude', '**/migrations/**'];

/** Coverage of a whole run: what jest counts in its own process, and what the fleet's processes did meanwhile. */
export class Coverage {
  /**
   * Measured when COVERAGE=1, and where CI is set unless COVERAGE=0.
   * @param {import('./suite.mjs').Suite} suite
   */
  constructor(suite) {
    const { env, root } = suite;
    this.suite = suite;
    this.wanted = env.COVERAGE === undefined ? Boolean(env.CI) : env.COVERAGE === '1';
    this.c8 = path.join(root, 'node_modules', 'c8');
    this.seesFleet = this.wanted && existsSync(this.c8);
    this.output = path.join(root, 'coverage');
    this.raw = path.join(this.output, 'raw');
    if (this.wanted) rmSync(this.output, { recursive: true, force: true });
  }

  get jestArguments() {
    if (!this.wanted) return [];
    return this.seesFleet ? ['--coverage', '--coverageReporters=json'] : ['--coverage'];
  }

  get fleetVariables() {
    return this.seesFleet ? { NODE_V8_COVERAGE: this.raw } : {};
  }

  /** Prints one table for everything; not before the fleet has stopped, since a process writes its part when it ends. */
  async print() {
    const fleet = path.join(this.output, 'fleet');
    const where = ['--temp-directory', this.raw, '--reports-dir', fleet, '--exclude-after-remap', ...sources];
    await this.suite.run([process.execPath, path.join(this.c8, 'bin', 'c8.js'), 'report', '--reporter', 'json', ...where]);
    rmSync(this.raw, { recursive: true });

    const require = createRequire(path.join(this.c8, 'package.json'));
    const map = require('istanbul-lib-coverage').createCoverageMap({});
    for (const folder of [this.output, fleet]) map.merge(JSON.parse(readFileSync(path.join(folder, 'coverage-final.json'), 'utf8')));
    const context = require('istanbul-lib-report').createContext({ dir: this.output, coverageMap: map });
    for (const report of ['text', 'text-summary', 'lcovonly']) require('istanbul-reports').create(report, { maxCols: 120 }).execute(context);
  }
}
