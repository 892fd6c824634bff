import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { each } from '../load/sessions.mjs';
import { HttpRefusal, post } from './parley-http.mjs';

const password = 'Bench-Password-1';
const atOnce = 8;
/** A token that lives less long is not good for a measurement: it would end in the middle. */
const leastLifeMs = 15 * 60_000;
/** ConnectBest tokens live seven days; its refresh tokens rotate, so they are not worth keeping. */
const connectBestLifeMs = 6 * 86_400_000;

/**
 * @typedef {{ id: string, refresh: string, access: string, expiresAt: number }} Account
 * @typedef {{ accounts: Account[], connectBest: { token: string, expiresAt: number }[] }} Kept
 */

/**
 * Accounts made through the chatrooms dialect, whose refresh tokens do not rotate. They are kept in a file, because each
 * costs the server a bcrypt hash (50 ms of a core).
 */
export class ParleyAccounts {
  /**
   * @param {string} url of a gateway
   * @param {string} file
   */
  constructor(url, file) {
    this.url = url;
    this.file = file;
    this.kept = read(file);
  }

  /**
   * @param {number} count
   * @returns {Promise<Account[]>} the first accounts, each with a token that is good for a while
   */
  async first(count) {
    try {
      await this.#refresh(this.kept.accounts.slice(0, count));
    } catch (error) {
      if (!(error instanceof HttpRefusal)) throw error;
      this.kept = nothing(); // another database than the one they were made in
    }
    const { accounts } = this.kept;
    const missing = Math.max(0, count - accounts.length);
    accounts.push(...(await each(missing, atOnce, () => this.#register())));
    this.#save();
    return accounts.slice(0, count);
  }

  /**
   * @param {Account} account
   * @returns {Promise<string>} one more access token of its session, different from all others
   */
  async freshToken({ refresh }) {
    const { data } = await post(`${this.url}/auth/refresh`, { refresh_token: refresh });
    return data.access_token;
  }

  /**
   * @param {number} count
   * @returns {Promise<string[]>} tokens of the ConnectBest dialect, each of another account
   */
  async connectBestTokens(count) {
    const alive = this.kept.connectBest.filter(({ expiresAt }) => expiresAt > Date.now() + leastLifeMs);
    const made = await each(Math.max(0, count - alive.length), atOnce, async () => {
      const { token } = await post(`${this.url}/api/auth/register`, { email: `${newName()}@example.com`, password, name: 'Bench' });
      return { token, expiresAt: Date.now() + connectBestLifeMs };
    });
    this.kept.connectBest = [...alive, ...made];
    this.#save();
    return this.kept.connectBest.slice(0, count).map(({ token }) => token);
  }

  /** @param {Account[]} accounts */
  async #refresh(accounts) {
    const stale = accounts.filter(({ expiresAt }) => expiresAt < Date.now() + leastLifeMs);
    await each(stale.length, atOnce, async (index) => {
      const { data } = await post(`${this.url}/auth/refresh`, { refresh_token: stale[index].refresh });
      Object.assign(stale[index], { access: data.access_token, expiresAt: Date.now() + data.expires_in * 1_000 });
    });
  }

  /** @returns {Promise<Account>} */
  async #register() {
    const username = newName();
    const body = { username, email: `${username}@example.com`, password, display_name: username };
    const { data } = await post(`${this.url}/auth/register`, body);
    return { id: data.user.id, refresh: data.refresh_token, access: data.access_token, expiresAt: Date.now() + data.expires_in * 1_000 };
  }

  #save() {
    mkdirSync(path.dirname(this.file), { recursive: true });
    writeFileSync(this.file, JSON.stringify(this.kept), { mode: 0o600 });
  }
}

const newName = () => `bench-${randomBytes(6).toString('hex')}`;

/** @returns {Kept} */
const nothing = () => ({ accounts: [], connectBest: [] });

/**
 * @param {string} file
 * @returns {Kept}
 */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return nothing();
  }
}
