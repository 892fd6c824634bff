import { io } from 'socket.io-client';
import { answerWithinMs, password, patientMs, Person } from '../person.mjs';

/** UMOC: everything over Socket.IO, chats by number. */
export class Umoc extends Person {
  isSocketIo = true;
  chats = new Map();

  async enrol() {
    const { email, username, displayName } = this;
    const { data } = await this.ask('POST', '/v1/auth/register', { email, username, password, full_name: displayName });
    this.id = data.user_id;
    this.session = await this.ask('POST', '/umoc/auth/login', { username, password });
    // Its session speaks on the socket only; what the checker asks over HTTP goes by this one.
    this.token = (await this.ask('POST', '/v1/auth/login', { email, password })).data.access_token;
  }

  async open(onClose) {
    const { sessionID, token } = this.session;
    const socket = io(this.url, { query: { sessionID, token }, transports: ['websocket'], reconnection: false, forceNew: true, timeout: 5_000 });
    this.socket = socket;
    socket.on('new_message', (message) => this.log.hear(message, message.content));
    for (const event of ['sync', 'sync_hint', 'heads']) socket.on(event, (data) => this.told(event, data));
    await new Promise((resolve, reject) => {
      socket
        .once('connection_successful', resolve)
        .once('connect_error', reject)
        .once('disconnect', () => reject(new Error('disconnected')));
    });
    socket.once('disconnect', onClose);
  }

  get wire() {
    return this.socket.io.engine.transport.ws;
  }

  askSync() {
    this.socket.emit('sync', { sessionID: this.session.sessionID, cursors: {} });
  }

  hexNamed(name) {
    return [...this.chats].find(([, { id, is_group }]) => name === `${is_group ? 'group' : 'user'}:${id}`)?.[0];
  }

  close() {
    this.socket?.removeAllListeners('disconnect');
    this.socket?.close();
  }

  emit(event, data, withinMs = patientMs) {
    return this.socket.timeout(withinMs).emitWithAck(event, { sessionID: this.session.sessionID, ...data });
  }

  /** Learns the numbers of its chats. */
  async enter(conversation) {
    const chats = await this.emit('get_chats', {});
    const other = conversation.members.find((member) => member !== this);
    const found = chats.find((chat) =>
      conversation.kind === 'room' ? chat.is_group && chat.name === conversation.name : !chat.is_group && chat.username === other.username,
    );
    if (found === undefined) throw new Error(`umoc does not list ${conversation.name}`);
    this.chats.set(conversation.hex, { id: found.id, is_group: found.is_group });
  }

  async send({ hex }, text, key = text) {
    const { id: recipient_id, is_group } = this.chats.get(hex);
    try {
      const answer = await this.emit('send_message', { recipient_id, is_group, content: text, type: 'text', client_id: key }, answerWithinMs);
      if (answer.message_id !== undefined) return { outcome: 'ok', id: answer.message_id, text: answer.content };
      return {
        outcome: /unavailable|try again|internal|cannot answer|rate limit/i.test(answer.message) ? 'unknown' : 'refused',
        why: JSON.stringify(answer),
      };
    } catch (error) {
      return { outcome: 'unknown', why: error.message };
    }
  }

  async history({ hex }) {
    const { id: chat_id, is_group } = this.chats.get(hex);
    const texts = [];
    for (let page = 1; ; page++) {
      const { messages } = await this.emit('get_chat_history', { chat_id, is_group, page, page_size: 100 });
      texts.push(...messages.map(({ content }) => content));
      if (messages.length < 100) return texts.reverse();
    }
  }
}
