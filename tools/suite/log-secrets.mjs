import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../cli/problem.mjs';

/** What is secret by its shape: a signed token, a hash of bcrypt, a private key; and the passwords that the tests' people have. */
const shapes = {
  token: /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
  'password hash': /\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}/,
  'private key': /BEGIN [A-Z ]*PRIVATE KEY/,
  password: /Passw0rd|correct[ -]horse/i,
};

/**
 * The secrets in a log, each with the number of its line; never the secret itself.
 * @param {string} text
 * @returns {string[]}
 */
export const secretsIn = (text) =>
  text.split('\n').flatMap((line, index) =>
    Object.entries(shapes)
      .filter(([, shape]) => shape.test(line))
      .map(([name]) => `${name} in line ${index + 1}`),
  );

/**
 * Reads every log that the services and servers of a fleet have written.
 * @param {string} dataDir
 * @throws {Problem} that says where something secret is
 */
export function expectNoSecrets(dataDir) {
  const folder = path.join(dataDir, 'log');
  const logs = readdirSync(folder);
  const found = logs.flatMap((log) => secretsIn(readFileSync(path.join(folder, log), 'utf8')).map((secret) => `${log}: ${secret}`));
  if (logs.length === 0) throw new Problem(`No log is in ${folder}.`);
  if (found.length > 0) throw new Problem(`Logs tell what is secret:\n${found.slice(0, 20).join('\n')}`);
}
