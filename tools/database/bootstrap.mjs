// node tools/database/bootstrap.mjs: prepares the database for compose, Kubernetes or a server of one's own.
// POSTGRES_URL names the administrator; DB_PASSWORD_<SERVICE> give the roles' passwords, else they are made once and
// kept in $PARLEY_DATA/secrets.json.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describeProblem, Problem } from '../cli/problem.mjs';
import { makePassword, Secrets } from '../infra/secrets.mjs';
import { prepareDatabase } from './prepare-database.mjs';
import { databaseName, databasePasswords, passwordVariable, schemaOf, storingServices } from './schemas.mjs';

const { env } = process;

try {
  const adminUrl = env.POSTGRES_URL;
  if (!adminUrl) throw new Problem('POSTGRES_URL must be set to the URL of an administrator, postgres://user:password@host:5432/postgres.');
  await prepareDatabase({ adminUrl, database: databaseName(env), passwords: passwordsOf(env) });
  console.log(`Database ${databaseName(env)} is ready: schemas ${storingServices.map(schemaOf).join(', ')}.`);
} catch (error) {
  console.error(describeProblem(error, env));
  process.exitCode = 1;
}

/** @param {NodeJS.ProcessEnv} env */
function passwordsOf(env) {
  const missing = storingServices.map(passwordVariable).filter((name) => !env[name]);
  if (missing.length === 0) return databasePasswords(env, () => '');
  if (env.NODE_ENV === 'production') throw new Problem(`In production these must be set: ${missing.join(', ')}.`);
  const dataDir = path.resolve(env.PARLEY_DATA ?? '.parley');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const secrets = new Secrets(dataDir);
  return databasePasswords(env, (name) => secrets.get(name, makePassword));
}
