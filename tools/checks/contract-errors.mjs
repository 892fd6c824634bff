/** What every contract may answer without saying so. */
const universal = ['INPUT_INVALID', 'SERVICE_UNAVAILABLE', 'INTERNAL'];

/**
 * Holds the errors that contracts declare against those that the contract tests were answered.
 * @param {object} facts
 * @param {Record<string, { subject: string, errors: readonly string[] }>} facts.contracts by name
 * @param {string} facts.seen lines of `<subject> <code>`
 * @returns {{ pairs: number, faults: string[] }}
 */
export function judgeErrors({ contracts, seen }) {
  const lines = new Set(seen.split('\n'));
  const all = Object.entries(contracts);
  const pairs = all.flatMap(([name, { subject, errors }]) => errors.map((code) => ({ name, subject, code })));
  const unseen = pairs.filter(({ subject, code }) => !lines.has(`${subject} ${code}`)).map(({ name, code }) => `${name} ${code}`);
  const undeclared = all.flatMap(([name, { subject, errors }]) =>
    [...lines]
      .filter((line) => line.startsWith(`${subject} `))
      .map((line) => line.slice(subject.length + 1))
      .filter((code) => !errors.includes(code) && !universal.includes(code))
      .map((code) => `${name} ${code}`),
  );
  const blame = (/** @type {string} */ sentence, /** @type {string[]} */ names) => (names.length > 0 ? [`${sentence}: ${names.join(', ')}`] : []);
  return {
    pairs: pairs.length,
    faults: [...blame('declared, and no contract test meets it', unseen), ...blame('answered, and not declared', undeclared)],
  };
}

/**
 * The contracts of a namespace, by name; its events, signals and shapes are left out.
 * @param {Record<string, any>} namespace
 */
export const contractsIn = (namespace) =>
  Object.fromEntries(Object.entries(namespace).filter(([, one]) => typeof one?.subject === 'string' && Array.isArray(one.errors)));
