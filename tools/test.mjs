// npm test [-- <what jest takes>]: everything that CI runs, or only what is named, on servers of its own.
import { launch } from './cli/launch.mjs';

launch((root) => import('./suite/run-suite.mjs').then(({ runSuite }) => runSuite({ root, args: process.argv.slice(2) })));
