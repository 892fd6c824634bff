import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { noFaults } from '../load/sessions.mjs';
import { XmppSession } from './xmpp-session.mjs';

const password = 'bench';

/**
 * ejabberd over TCP. Accounts are written into its table: it hashes nothing here, so registration has no place in its figures.
 * @param {{ port: number, database: string }} options `database` is a URL
 * @returns {import('../load/sessions.mjs').Client}
 */
export function createClient({ port, database }) {
  const faults = noFaults();
  const users = async (/** @type {number} */ count) => {
    const names = Array.from({ length: count }, (_, index) => `u${index}`);
    await addAccounts(database, names);
    return names;
  };
  return {
    faults,
    users,
    sockets: async (count) => void (await users(count)),
    room: async () => `room-${randomBytes(6).toString('hex')}`,
    connect: (index) => new XmppSession({ port, user: `u${index}`, password, faults }).opened(),
  };
}

/**
 * @param {string} database
 * @param {string[]} names
 */
async function addAccounts(database, names) {
  const connection = new pg.Client(database);
  await connection.connect();
  try {
    await connection.query('INSERT INTO users (username, password) SELECT name, $2 FROM unnest($1::text[]) name ON CONFLICT DO NOTHING', [
      names,
      password,
    ]);
  } finally {
    await connection.end();
  }
}
