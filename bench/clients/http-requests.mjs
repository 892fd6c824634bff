import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { each, noFaults } from '../load/sessions.mjs';
import { post } from './parley-http.mjs';

const password = 'Bench-Password-1';

/**
 * One request over and over, each lane on a connection of its own. `login` logs an account in through chatrooms, `me` reads a
 * profile through V1; a bare peer has no accounts and is asked the same.
 * @param {{ url: string, kind: 'login' | 'me', isBare: boolean }} options
 * @returns {import('../load/sessions.mjs').Client}
 */
export function createClient({ url, kind, isBare }) {
  const agent = new Agent({ keepAlive: true });
  /** @type {{ username: string, token: string }[]} */
  let people = [];
  return {
    faults: noFaults(),
    async users(count) {
      people = isBare ? Array.from({ length: count }, () => ({ username: 'bench', token: 'none' })) : await each(count, 4, () => register(url));
      return people.map(({ username }) => username);
    },
    connect: () => Promise.reject(new Error('it has no sockets')),
    request: (index) =>
      kind === 'me'
        ? ask(agent, `${url}/v1/users/me`, people[index].token)
        : ask(agent, `${url}/auth/login`, null, { username: people[index].username, password }),
  };
}

/** @param {string} url */
async function register(url) {
  const username = `bench-${randomBytes(6).toString('hex')}`;
  const { data } = await post(`${url}/auth/register`, { username, email: `${username}@example.com`, password, display_name: username });
  return { username, token: data.access_token };
}

/**
 * @param {Agent} agent
 * @param {string} url
 * @param {string | null} token
 * @param {object} [body] sent by POST
 * @returns {Promise<void>} rejected unless the answer is 200
 */
const ask = (agent, url, token, body) =>
  new Promise((resolve, reject) => {
    const headers = { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...(body ? { 'content-type': 'application/json' } : {}) };
    const asked = request(url, { agent, method: body ? 'POST' : 'GET', headers }, (response) => {
      response.resume();
      response.once('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${response.statusCode}`))));
    });
    asked.once('error', reject);
    asked.end(body ? JSON.stringify(body) : undefined);
  });
