// node tools/contract-errors.mjs <file>: which errors that contracts declare no contract test was answered with. The file has
// what the tests were refused with, a line each (`npm test` gives it to them as CONTRACT_ERRORS).
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { contractsIn, judgeErrors } from './checks/contract-errors.mjs';

/** Namespaces whose every declared error must be met; another joins when it is whole. */
const whole = ['auth', 'file', 'notification', 'user'];

const [file = ''] = process.argv.slice(2);
const seen = existsSync(file) ? readFileSync(file, 'utf8') : '';
const namespaces = await import(path.resolve('dist/libs/contracts/src/index.js'));
for (const name of whole) {
  const { pairs, faults } = judgeErrors({ contracts: contractsIn(namespaces[name]), seen });
  console.log(`${name.padEnd(12)}${String(pairs).padStart(6)} declared errors`);
  for (const fault of faults) console.error(`✗ ${name}: ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}
