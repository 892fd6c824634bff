/** A failure its reader can act on: one sentence that says what to do, and lines of evidence to print below it. */
export class Problem extends Error {
  /**
   * @param {string} sentence
   * @param {{ evidence?: string[], cause?: unknown }} [options]
   */
  constructor(sentence, { evidence = [], cause } = {}) {
    super(sentence, { cause });
    this.name = 'Problem';
    this.evidence = evidence;
  }
}

const storageTroubles = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EROFS', 'the disk is read-only'],
  ['EACCES', 'permission is denied'],
  ['EPERM', 'permission is denied'],
  ['EEXIST', 'a file stands where a folder is needed'],
  ['ENOTDIR', 'a file stands where a folder is needed'],
]);

/**
 * Turns whatever was thrown into a Problem, so that nobody meets a stack.
 * @param {any} error
 * @returns {Problem}
 */
export function toProblem(error) {
  if (error instanceof Problem) return error;
  const trouble = storageTroubles.get(error?.code);
  // A write to a full disk does not know its path; an address that may not be listened on has none.
  if (!trouble || !(error.path || error.syscall === 'write')) return new Problem(error?.message ?? String(error), { cause: error });
  const place = error.path ?? 'the data folder';
  return new Problem(`Cannot use ${place}: ${trouble}; mend that or set PARLEY_DATA to another folder.`, { cause: error });
}

/**
 * @param {any} error
 * @param {{ DEBUG?: string }} env `DEBUG=parley` adds the stacks
 * @returns {string} the sentence, the evidence below it
 */
export function describeProblem(error, env) {
  const problem = toProblem(error);
  const lines = [problem.message, ...problem.evidence.map((line) => `    ${line}`)];
  if (env.DEBUG?.split(',').includes('parley')) {
    for (let cause = error; cause; cause = cause.cause) lines.push(String(cause.stack ?? cause));
  }
  return lines.join('\n');
}
