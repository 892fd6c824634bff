import path from 'node:path';
import { streamReport } from '../cli/report.mjs';
import { prepareWorkspace } from '../workspace/prepare-workspace.mjs';
import { catalogue } from './catalogue.mjs';
import { plantInCopy, plants } from './plants.mjs';
import { runFaults } from './run-fault.mjs';
import { Stage } from './stage.mjs';

/** One plant under its fault, as short as it can be. @returns {Promise<import('./run-fault.mjs').Result>} */
const runPlanted = async (plant, root) => {
  const into = plantInCopy(plant, { root, into: path.join(root, '.parley', 'planted') });
  const stage = new Stage(root, { users: 30, conversations: 15 }, { messaging: into });
  try {
    const faults = catalogue.filter(({ name }) => name === plant.fault);
    return await stage.run((victim, cast) => runFaults({ faults, victim, cast, rate: plant.rate, seconds: 20 }));
  } finally {
    await stage.clear();
  }
};

/**
 * Shows that the checker finds what it is for: one bug at a time in a copy of what was built, each of which must be caught.
 * @returns {Promise<number>} exit code: 1 when one was not
 */
export const runPlants = async (root) => {
  await prepareWorkspace({ root, dataDir: path.join(root, '.parley'), env: process.env, signal: undefined }, streamReport(process.stdout));
  const missed = [];
  for (const plant of plants) {
    const { verdict, evidence } = await runPlanted(plant, root);
    const caught = plant.caughtBy.filter((name) => verdict[name] > 0);
    console.log(`"${plant.name}" is ${caught.length > 0 ? `caught: ${caught.map((name) => `${verdict[name]} ${name}`).join(', ')}` : 'NOT caught'}`);
    for (const line of evidence) console.log(`    ${line}`);
    if (caught.length === 0) missed.push(plant.name);
  }
  console.log(missed.length === 0 ? `\nall ${plants.length} planted bugs are caught` : `\nnot caught: ${missed.join(', ')}`);
  return missed.length === 0 ? 0 : 1;
};
