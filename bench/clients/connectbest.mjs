import { noFaults } from '../load/sessions.mjs';
import { openFrameSocket } from './frame-socket.mjs';
import { ParleyAccounts } from './parley-accounts.mjs';

const people = 32;

/**
 * Parley through the ConnectBest dialect, for connections only: it writes by REST. The sockets share the tokens of 32 users,
 * so only the first socket of each has a signature to verify; but each asks messaging for its user's rooms.
 * @param {{ url: string, accounts: string }} options `accounts` is the file they are kept in
 * @returns {import('../load/sessions.mjs').Client}
 */
export function createClient({ url, accounts: file }) {
  const accounts = new ParleyAccounts(url, file);
  const faults = noFaults();
  /** @type {string[]} */
  let tokens = [];
  const silent = () => Promise.reject(new Error('ConnectBest writes by REST'));
  return {
    faults,
    users: silent,
    async sockets() {
      tokens = await accounts.connectBestTokens(people);
    },
    async connect(index) {
      const socket = await openFrameSocket(`${url.replace(/^http/, 'ws')}/ws?token=${tokens[index % tokens.length]}`, faults);
      return { onMessage: () => {}, sendDirect: silent, joinRoom: silent, sendRoom: silent, close: () => socket.close() };
    },
  };
}
