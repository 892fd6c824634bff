import path from 'path';
import { fileURLToPath } from 'url';
import { platformProblem } from './platform.mjs';

/**
 * Runs one of the tools where it can run, and ends with its exit code. The tool is loaded only then: an old Node would
 * stumble over what its files contain, and say something else.
 * @param {(root: string) => Promise<number>} tool given the checkout
 */
export function launch(tool) {
  const problem = platformProblem(process.version, process.platform);
  if (problem) {
    console.error(problem);
    process.exitCode = 1;
    return;
  }
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
  tool(root).then(
    (code) => process.exit(code),
    (error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
}
