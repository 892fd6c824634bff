import { openFrames } from '../frames.mjs';
import { password, Person, within } from '../person.mjs';

const decode = (content) => (content?.encrypted_data === undefined ? undefined : Buffer.from(content.encrypted_data, 'base64').toString());

/** Real-Time Chat: REST at the root, frames on /ws for the rooms it has joined; sends over the socket. */
export class Chatrooms extends Person {
  rooms = new Set();
  /** client_id → what settles its sends. @type {Map<string, Set<(answer: object) => void>>} */
  sending = new Map();

  async enrol() {
    const { username, email, displayName } = this;
    const { data } = await this.ask('POST', '/auth/register', { username, email, password, display_name: displayName });
    this.id = data.user.id;
    this.token = data.access_token;
  }

  async open(onClose) {
    const socket = await openFrames(this.url, `/ws?token=${this.token}`, (frame) => this.take(frame), onClose);
    this.socket = socket;
    for (const hex of this.rooms) socket.send({ event: 'join_chatroom', data: { chatroom_id: hex } });
  }

  close() {
    this.socket?.end();
    for (const waiting of this.sending.values()) for (const settle of waiting) settle({ outcome: 'unknown', why: 'socket closed' });
  }

  get wire() {
    return this.socket.wire;
  }

  askSync() {
    this.socket.send({ event: 'sync', data: { cursors: {} } });
  }

  twin() {
    return Object.assign(super.twin(), { sending: new Map() });
  }

  follow(conversations) {
    this.rooms.clear();
    return super.follow(conversations);
  }

  async enter({ hex }) {
    this.rooms.add(hex);
    this.socket.send({ event: 'join_chatroom', data: { chatroom_id: hex } });
  }

  take({ event, data }) {
    const text = decode(data?.message?.content);
    if (event === 'message_received') this.settle(data.client_id, { outcome: 'ok', id: data.message.id, text });
    if (event === 'error')
      this.settle(data.details?.client_id, { outcome: data.code?.startsWith('SERVER') ? 'unknown' : 'refused', why: JSON.stringify(data) });
    this.told(event, data);
    this.log.hear(data, event === 'message_received' ? text : undefined);
  }

  /** Each answer settles one send of its key. */
  settle(key, answer) {
    const waiting = this.sending.get(key);
    const [settle] = waiting ?? [];
    waiting?.delete(settle);
    settle?.(answer);
  }

  /** The echo to the sender is the acknowledgement. */
  async send({ hex }, text, key = text) {
    const content = { encrypted_data: Buffer.from(text).toString('base64'), iv: '', key_version: 0 };
    let settle = () => {};
    const settled = new Promise((resolve) => (settle = resolve));
    const waiting = this.sending.get(key) ?? new Set();
    this.sending.set(key, waiting.add(settle));
    try {
      this.socket.send({ event: 'send_message', data: { chatroom_id: hex, content, message_type: 'text', client_id: key } });
      return await within(settled, 'send_message');
    } catch (error) {
      return { outcome: 'unknown', why: error.message };
    } finally {
      waiting.delete(settle);
      if (waiting.size === 0) this.sending.delete(key);
    }
  }

  async history({ hex }) {
    const texts = [];
    for (let page = 1; ; page++) {
      const { data } = await this.ask('GET', `/chatrooms/${hex}/messages?limit=100&page=${page}`);
      texts.push(...data.messages.map(({ content }) => decode(content)));
      if (!data.pagination.has_more) return texts.reverse();
    }
  }
}
