import { randomBytes } from 'node:crypto';
import { each } from '../cast.mjs';
import { hexOf } from '../live-log.mjs';
import { password } from '../person.mjs';

/**
 * @typedef {object} Account
 * @property {string} id
 * @property {string} token an access token, which every dialect takes
 * @property {{ sessionID: string, token: string }} session UMOC's own pair
 */

/** One HTTP call that must succeed. */
export const ask = async (url, method, path, body, token) => {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${(await response.text()).slice(0, 200)}`);
  return response.json();
};

/** @returns {Promise<Account>} */
const enrol = async (url) => {
  const username = `herd${randomBytes(6).toString('hex')}`;
  const { data } = await ask(url, 'POST', '/auth/register', { username, email: `${username}@faults.example`, password, display_name: username });
  const { sessionID, token } = await ask(url, 'POST', '/umoc/auth/login', { username, password });
  return { id: data.user.id, token: data.access_token, session: { sessionID, token } };
};

/** A room of `members`, made by the first of them. @returns {Promise<{ hex: string, members: Account[] }>} */
const open = async (url, members) => {
  const [first, ...others] = members;
  const body = { type: 'group', name: `herd-${randomBytes(4).toString('hex')}`, participant_ids: others.map(({ id }) => id) };
  const { data } = await ask(url, 'POST', '/v1/conversations', body, first.token);
  return { hex: hexOf(data.conversation_id), members };
};

/** People, each in a room of `roomSize`. */
export const gatherAccounts = async ({ urls, people, roomSize }) => {
  /** @type {Account[]} */
  const accounts = [];
  await each(
    Array.from({ length: people }, (_, n) => n),
    4,
    async (n) => void accounts.push(await enrol(urls[n % urls.length])),
  );
  const rooms = [];
  const groups = Array.from({ length: Math.ceil(people / roomSize) }, (_, n) => accounts.slice(n * roomSize, (n + 1) * roomSize));
  await each(groups, 4, async (members) => void rooms.push(await open(urls[0], members)));
  return { accounts, rooms };
};
