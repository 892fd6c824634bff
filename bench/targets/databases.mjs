import pg from 'pg';

/**
 * @param {string} adminUrl
 * @param {string} name
 * @param {string} [schema] SQL run in a database that is new
 * @returns {Promise<string>} URL of the database, made if it was not there
 */
export async function ensureDatabase(adminUrl, name, schema = '') {
  const url = new URL(adminUrl);
  url.pathname = name;
  const exists = await run(adminUrl, `SELECT 1 FROM pg_database WHERE datname = '${name}'`);
  if (exists.rowCount === 0) {
    await run(adminUrl, `CREATE DATABASE ${name}`);
    if (schema !== '') await run(url.href, schema);
  }
  return url.href;
}

/**
 * @param {string} url
 * @param {string} sql
 */
async function run(url, sql) {
  const connection = new pg.Client(url);
  await connection.connect();
  try {
    return await connection.query(sql);
  } finally {
    await connection.end();
  }
}
