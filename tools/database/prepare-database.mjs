import pg from 'pg';
import { Problem } from '../cli/problem.mjs';
import { explainPostgres } from './explain-postgres.mjs';
import { extensions, roleOf, schemaOf, storingServices } from './schemas.mjs';

const { escapeIdentifier: id, escapeLiteral: literal } = pg;

/**
 * Makes the database, and for each service a role and a schema that only this role may use. What is there already
 * stays; passwords become the given ones. Runs that coincide wait for each other.
 * @param {object} options
 * @param {string} options.adminUrl of a user with CREATEROLE and CREATEDB, or a superuser
 * @param {string} options.database
 * @param {Record<string, string>} options.passwords by service
 * @returns {Promise<Record<string, string>>} the DATABASE_URL of each service
 * @throws {Problem}
 */
export async function prepareDatabase({ adminUrl, database, passwords }) {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(database)) {
    throw new Problem(`PARLEY_DATABASE must be lower-case letters, digits and _, and begin with a letter; it is "${database}".`);
  }
  try {
    await connected(adminUrl, async (server) => {
      await server.query(`SELECT pg_advisory_lock(hashtext('parley bootstrap'))`);
      await makeRoles(server, passwords);
      await makeDatabase(server, database);
      await connected(withDatabase(adminUrl, database), (client) => client.query(schemaStatements().join(';\n')));
    });
  } catch (error) {
    throw explainPostgres(error, new URL(adminUrl));
  }
  return Object.fromEntries(
    storingServices.map((service) => {
      const url = new URL(withDatabase(adminUrl, database));
      [url.username, url.password] = [roleOf(service), passwords[service]];
      return [service, url.href];
    }),
  );
}

/**
 * @param {string} connectionString
 * @param {(client: pg.Client) => Promise<unknown>} work
 */
async function connected(connectionString, work) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, application_name: 'parley-bootstrap' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/**
 * @param {string} adminUrl
 * @param {string} database
 */
function withDatabase(adminUrl, database) {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/**
 * @param {pg.Client} server
 * @param {Record<string, string>} passwords
 */
async function makeRoles(server, passwords) {
  const names = storingServices.map(roleOf);
  const present = await server.query('SELECT rolname FROM pg_roles WHERE rolname = ANY ($1)', [names]);
  const known = new Set(present.rows.map(({ rolname }) => rolname));
  const statements = storingServices.flatMap((service) => {
    const role = id(roleOf(service));
    return [
      ...(known.has(roleOf(service)) ? [] : [`CREATE ROLE ${role}`]),
      `ALTER ROLE ${role} LOGIN PASSWORD ${literal(passwords[service])}`,
      `ALTER ROLE ${role} SET search_path = ${id(schemaOf(service))}, public`,
    ];
  });
  await server.query(statements.join(';\n'));
  const admin = await server.query('SELECT rolsuper FROM pg_roles WHERE rolname = current_user');
  // Anyone but a superuser must be a member of a role to make a schema for it.
  if (!admin.rows[0].rolsuper) await server.query(`GRANT ${names.map(id).join(', ')} TO CURRENT_USER`);
}

/**
 * @param {pg.Client} server
 * @param {string} database
 */
async function makeDatabase(server, database) {
  const name = id(database);
  const present = await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  if (present.rowCount === 0) await server.query(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
  await server.query(
    [
      `ALTER DATABASE ${name} SET timezone = 'UTC'`,
      `REVOKE ALL ON DATABASE ${name} FROM PUBLIC`,
      `GRANT CONNECT, TEMPORARY ON DATABASE ${name} TO ${storingServices.map(roleOf).map(id).join(', ')}`,
    ].join(';\n'),
  );
}

const schemaStatements = () => [
  'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
  `GRANT USAGE ON SCHEMA public TO ${storingServices.map(roleOf).map(id).join(', ')}`,
  ...extensions.map((extension) => `CREATE EXTENSION IF NOT EXISTS ${extension} SCHEMA public`),
  ...storingServices.flatMap((service) => {
    const [schema, role] = [id(schemaOf(service)), id(roleOf(service))];
    return [`CREATE SCHEMA IF NOT EXISTS ${schema}`, `ALTER SCHEMA ${schema} OWNER TO ${role}`, `REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC`];
  }),
];
