import { readFileSync } from 'node:fs';
import path from 'node:path';

export const dialects = ['connectbest', 'chatrooms', 'reals2chat', 'umoc', 'v1'];

/**
 * The id of every operation and event of the five specifications.
 * @param {string} root
 * @returns {Record<string, string[]>} by dialect, in the order of its document
 */
export function specIds(root) {
  return Object.fromEntries(
    dialects.map((dialect) => {
      const { operations, events } = JSON.parse(readFileSync(path.join(root, 'docs/spec', `${dialect}.json`), 'utf8'));
      return [dialect, [...operations, ...events].map(({ id }) => id)];
    }),
  );
}
