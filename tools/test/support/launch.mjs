// node launch.mjs <checkout> [timings as JSON]: what start.mjs does, for another checkout and with other patience.
import { runParley } from '../../fleet/run-parley.mjs';
import { timings } from '../../infra/timings.mjs';

const [root, shorter = '{}'] = process.argv.slice(2);
process.exit(await runParley({ root, timings: { ...timings, ...JSON.parse(shorter) } }));
