import { setTimeout as sleep } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { each, noFaults } from '../load/sessions.mjs';
import { openFrameSocket } from './frame-socket.mjs';
import { ParleyAccounts } from './parley-accounts.mjs';
import { post } from './parley-http.mjs';

const dataMark = '"encrypted_data":"';
/** As base64: the beginning of a body, which has its number. */
const headChars = 12;
/** Sockets of one user at a time (C14). */
const mostSockets = 5;
/** `join_chatroom` has no answer. */
const joinMs = 250;

/**
 * Parley through the chatrooms dialect: plain WebSocket on /ws, `send_message`, `message_received` at every member.
 * @param {{ url: string, accounts: string }} options `accounts` is the file they are kept in
 * @returns {import('../load/sessions.mjs').Client}
 */
export function createClient({ url, accounts: file }) {
  const accounts = new ParleyAccounts(url, file);
  const faults = noFaults();
  /** @type {import('./parley-accounts.mjs').Account[]} */
  let people = [];
  /** @type {string[]} */
  let tokens = [];
  return {
    faults,
    async users(count) {
      people = await accounts.first(count);
      tokens = people.map(({ access }) => access);
      return people.map(({ id }) => id);
    },
    /** Every socket gets a token of its own, so that every connect has a signature to verify. */
    async sockets(count) {
      people = await accounts.first(Math.ceil(count / mostSockets));
      tokens = await each(count, 8, (index) => accounts.freshToken(people[index % people.length]));
    },
    /** Rooms with their first members are made through ConnectBest; this dialect has no way to. */
    async room(members) {
      const body = { name: `bench-${randomBytes(6).toString('hex')}`, type: 'private', members: people.slice(1, members).map(({ id }) => id) };
      const { channel } = await post(`${url}/api/chat/channels`, body, people[0].access);
      return channel.id;
    },
    async connect(index) {
      const socket = await openFrameSocket(`${url.replace(/^http/, 'ws')}/ws?token=${tokens[index]}`, faults);
      return toSession(socket, faults);
    },
  };
}

/**
 * @param {Awaited<ReturnType<typeof openFrameSocket>>} socket
 * @param {import('../load/sessions.mjs').Client['faults']} faults
 * @returns {import('../load/sessions.mjs').Session}
 */
const toSession = (socket, faults) => ({
  onMessage: (listener) =>
    socket.listen((text) => {
      if (text.startsWith('{"event":"message_received"')) return listener(bodyHead(text));
      if (!text.startsWith('{"event":"error"')) return undefined;
      faults.errors += 1;
      faults.last = text;
      return undefined;
    }),
  sendDirect: () => Promise.reject(new Error('the chatrooms dialect writes to rooms')),
  async joinRoom(chatroom_id) {
    socket.send(JSON.stringify({ event: 'join_chatroom', data: { chatroom_id } }));
    await sleep(joinMs);
  },
  sendRoom(chatroom_id, body) {
    const content = { encrypted_data: Buffer.from(body).toString('base64'), iv: '', key_version: 0 };
    socket.send(JSON.stringify({ event: 'send_message', data: { chatroom_id, content, message_type: 'text' } }));
  },
  close: () => socket.close(),
});

/** @param {string} text */
const bodyHead = (text) => {
  const start = text.indexOf(dataMark) + dataMark.length;
  return Buffer.from(text.slice(start, start + headChars), 'base64').toString();
};
