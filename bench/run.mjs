// npm run bench: how fast a Parley on this machine is, beside its peers. See README.md.
import path from 'path';
import { fileURLToPath } from 'url';
import { platformProblem } from '../tools/cli/platform.mjs';

const problem = platformProblem(process.version, process.platform);
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  // Loaded only now: an old Node would stumble over what these files contain, and say something else.
  import('./bench.mjs').then(({ runBench }) => runBench({ root, args: process.argv.slice(2) })).then((code) => process.exit(code));
}
