import { randomBytes } from 'node:crypto';
import { noFaults } from '../load/sessions.mjs';
import { SocketIoSession } from './socket-io-session.mjs';

/**
 * The composed pipeline of ../limits. It knows no accounts: a socket says who it is.
 * @param {{ url: string }} options
 * @returns {import('../load/sessions.mjs').Client}
 */
export function createClient({ url }) {
  const faults = noFaults();
  return {
    faults,
    users: async (count) => Array.from({ length: count }, (_, index) => `u${index}`),
    sockets: async () => {},
    room: async () => `room-${randomBytes(6).toString('hex')}`,
    async connect(index) {
      const socket = new SocketIoSession({ url, auth: { user: `u${index}` }, faults });
      await socket.opened();
      return {
        onMessage: (listener) => socket.onEvent((packet) => listener(packet.slice(packet.indexOf(',"') + 2))),
        sendDirect: (to, body) => socket.ask('direct', to, body),
        joinRoom: (room) => socket.ask('join', room),
        sendRoom: (room, body) => socket.ask('room', room, body),
        close: () => socket.close(),
      };
    },
  };
}
