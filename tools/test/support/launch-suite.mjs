// node launch-suite.mjs <checkout> [what jest takes]: what test.mjs does, for another checkout.
import { runSuite } from '../../suite/run-suite.mjs';

const [root, ...args] = process.argv.slice(2);
process.exit(await runSuite({ root, args }));
