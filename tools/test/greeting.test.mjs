import assert from 'node:assert/strict';
import { test } from 'node:test';
import { greeting } from '../fleet/greeting.mjs';

/** @param {number[]} ports */
const demoLine = (ports) =>
  greeting({ ports, site: { path: '.parley' } }, '1 s')
    .split('\n')
    .find((line) => line.includes('npm run demo'))
    ?.trim();

test('what is said to try finds the fleet, whatever its ports', () => {
  assert.equal(demoLine([8000, 8001]), 'npm run demo');
  assert.equal(demoLine([23300]), 'npm run demo -- http://localhost:23300');
  assert.equal(demoLine([23300, 23301]), 'npm run demo -- http://localhost:23300 http://localhost:23301');
});
