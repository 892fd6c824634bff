const parsed = (text) => JSON.parse(text);

/** The verb `sync` of a plain WebSocket, whose frames are named by `key`. */
const native = (key, path) => ({
  path,
  opened: (send) => send(JSON.stringify({ [key]: 'sync', data: { cursors: {} }, cursors: {} })),
  received(text) {
    const frame = parsed(text);
    if (frame[key] === 'sync') return { heads: (frame.data ?? frame).heads };
    if (frame[key] === 'error' && /UNAVAILABLE|SERVER/.test(text)) return { isBusy: true };
    if (frame[key] === 'going_away') return { returnMs: (frame.data ?? frame).retry_after_ms };
    return {};
  },
});

/** The same over Socket.IO, in its wire format: a usual client would cost more than the server. */
const socketIo = (query, asked) => ({
  path: (account) => `/socket.io/?EIO=4&transport=websocket&${new URLSearchParams(query(account))}`,
  opened() {},
  received(text, send, account) {
    if (text.startsWith('0')) send('40');
    else if (text === '2') send('3');
    else if (text.startsWith('40')) send(`42${JSON.stringify(['sync', { ...asked(account), cursors: {} }])}`);
    else if (text.startsWith('44')) return { refusal: text };
    else if (text.startsWith('42')) {
      const [event, data] = parsed(text.slice(2));
      if (event === 'sync') return { heads: data.heads };
      if (event === 'going_away') return { returnMs: data.retry_after_ms };
    }
    return {};
  },
});

/**
 * How a light client of each dialect comes in, and what it makes of a frame.
 *
 * @typedef {object} Heard
 * @property {Record<string, number>} [heads] it is synced
 * @property {number} [returnMs] the gateway ends: come back after so long
 * @property {string} [refusal]
 * @property {boolean} [isBusy] it may ask again later
 *
 * @typedef {object} HerdDialect
 * @property {(account: import('./accounts.mjs').Account) => string} path
 * @property {(send: (text: string) => void, account: import('./accounts.mjs').Account) => void} opened
 * @property {(text: string, send: (text: string) => void, account: import('./accounts.mjs').Account) => Heard} received
 */

/** @type {Record<string, HerdDialect>} */
export const herdDialects = {
  connectbest: native('event', ({ token }) => `/ws/messages?token=${token}`),
  chatrooms: native('event', ({ token }) => `/ws?token=${token}`),
  reals2chat: socketIo(
    ({ token }) => ({ token }),
    () => ({}),
  ),
  umoc: socketIo(
    ({ session }) => session,
    ({ session }) => ({ sessionID: session.sessionID }),
  ),
  // Says who it is in its first frame, as V1-8.1 has it.
  v1: {
    ...native('type', () => '/v1/ws'),
    opened: (send, { token }) => {
      send(JSON.stringify({ type: 'auth', token }));
      send(JSON.stringify({ type: 'sync', cursors: {} }));
    },
  },
};
