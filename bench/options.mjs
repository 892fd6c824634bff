import { parseArgs } from 'node:util';
import { Problem } from '../tools/cli/problem.mjs';
import { scenarios } from './plan.mjs';

export const usage = `npm run bench -- [options]

  --quick               short measurements, one repeat: a look, not a figure
  --only a,b            of ${scenarios.join(', ')}
  --repeats n           of every measurement (3)
  --targets a,b         of parley, composed, bare, ejabberd
  --url URL             a Parley that runs already, instead of one of our own
  --data FOLDER         its data folder, for the memory and CPU of its processes
  --profile             also write CPU profiles of gateway and messaging; the figures of such a run are not worth keeping
  --patience seconds    how long to wait for a quiet machine before each measurement (20)`;

/** @typedef {ReturnType<typeof readOptions>} Options */

const known = ['parley', 'composed', 'bare', 'ejabberd'];

/**
 * @param {string[]} args
 * @throws {Problem}
 */
export function readOptions(args) {
  const { values } = parse(args);
  const quick = values.quick === true;
  return {
    help: values.help === true,
    quick,
    profile: values.profile === true,
    only: listOf('only', values.only, scenarios),
    targets: listOf('targets', values.targets ?? known.join(','), known),
    repeats: numberOf('repeats', values.repeats ?? (quick ? '1' : '3')),
    patienceSeconds: numberOf('patience', values.patience ?? '20'),
    url: values.url?.replace(/\/$/, '') ?? null,
    dataDir: values.data ?? null,
  };
}

/** @param {string[]} args */
function parse(args) {
  const text = { type: /** @type {const} */ ('string') };
  const flag = { type: /** @type {const} */ ('boolean') };
  const options = { help: flag, quick: flag, profile: flag, only: text, repeats: text, targets: text, url: text, data: text, patience: text };
  try {
    return parseArgs({ args, options });
  } catch (error) {
    throw new Problem(`${error.message}\n\n${usage}`);
  }
}

/**
 * @param {string} name
 * @param {string | undefined} text
 * @param {string[]} allowed
 */
function listOf(name, text, allowed) {
  const list = (text ?? '').split(',').filter(Boolean);
  const wrong = list.find((one) => !allowed.includes(one));
  if (wrong !== undefined) throw new Problem(`--${name} knows ${allowed.join(', ')}; "${wrong}" is none of them.`);
  return list;
}

/**
 * @param {string} name
 * @param {string} text
 */
function numberOf(name, text) {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new Problem(`--${name} must be a whole number; it is "${text}".`);
}
