import { each, noFaults } from '../load/sessions.mjs';
import { ParleyAccounts } from './parley-accounts.mjs';
import { SocketIoSession } from './socket-io-session.mjs';

const textMark = '"text":"';

/**
 * Parley through the Reals2Chat dialect: Socket.IO, `sendMessage` with acknowledgement, `receiveMessage` at the recipient.
 * @param {{ url: string, accounts: string }} options `accounts` is the file they are kept in
 * @returns {import('../load/sessions.mjs').Client}
 */
export function createClient({ url, accounts: file }) {
  const accounts = new ParleyAccounts(url, file);
  const faults = noFaults();
  /** @type {string[]} */
  let tokens = [];
  return {
    faults,
    async users(count) {
      const people = await accounts.first(count);
      tokens = people.map(({ access }) => access);
      return people.map(({ id }) => id);
    },
    /** Every socket gets a token of its own, so that every connect has a signature to verify. */
    async sockets(count) {
      const people = await accounts.first(Math.min(count, 64));
      tokens = await each(count, 8, (index) => accounts.freshToken(people[index % people.length]));
    },
    async connect(index) {
      const session = new SocketIoSession({ url, query: { token: tokens[index] }, faults });
      await session.opened();
      return toSession(session);
    },
  };
}

/**
 * @param {SocketIoSession} socket
 * @returns {import('../load/sessions.mjs').Session}
 */
const toSession = (socket) => ({
  onMessage: (listener) =>
    socket.onEvent((packet) => {
      if (packet.startsWith('2["receiveMessage"')) listener(packet.slice(packet.indexOf(textMark) + textMark.length));
    }),
  async sendDirect(recipientId, text) {
    const answer = await socket.ask('sendMessage', { recipientId, text });
    if (answer?.success !== true) throw new Error(JSON.stringify(answer));
  },
  joinRoom: () => Promise.reject(new Error('Reals2Chat has no rooms')),
  sendRoom: () => Promise.reject(new Error('Reals2Chat has no rooms')),
  close: () => socket.close(),
});
