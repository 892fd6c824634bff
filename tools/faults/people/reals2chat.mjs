import { io } from 'socket.io-client';
import { hexOf } from '../live-log.mjs';
import { answerWithinMs, password, Person } from '../person.mjs';

/** Reals2Chat: a ConnectBest token, Socket.IO on `/`, direct conversations only. */
export class Reals2Chat extends Person {
  isSocketIo = true;

  async enrol() {
    const { user, token } = await this.ask('POST', '/api/auth/register', { email: this.email, password, name: this.displayName });
    this.id = user.id;
    this.token = token;
  }

  async open(onClose) {
    const socket = io(this.url, { query: { token: this.token }, transports: ['websocket'], reconnection: false, forceNew: true, timeout: 5_000 });
    this.socket = socket;
    socket.on('receiveMessage', (message) => this.log.hear(message, message.text));
    for (const event of ['sync', 'sync_hint', 'heads']) socket.on(event, (data) => this.told(event, data));
    // A gateway without room for it closes the transport, of which a socket hears as of any other end.
    await new Promise((resolve, reject) => {
      socket
        .once('connect', resolve)
        .once('connect_error', reject)
        .once('disconnect', () => reject(new Error('disconnected')));
    });
    socket.once('disconnect', onClose);
  }

  get wire() {
    return this.socket.io.engine.transport.ws;
  }

  askSync() {
    this.socket.emit('sync', { cursors: {} });
  }

  close() {
    this.socket?.removeAllListeners('disconnect');
    this.socket?.close();
  }

  async send(conversation, text, key = text) {
    const recipientId = hexOf(conversation.members.find(({ id }) => id !== this.id).id);
    try {
      const answer = await this.socket.timeout(answerWithinMs).emitWithAck('sendMessage', { recipientId, text, client_id: key });
      if (answer.success === true) return { outcome: 'ok', id: answer.message?._id, text: answer.message?.text };
      return {
        outcome: answer.statusCode >= 500 || /unavailable|error|cannot answer/i.test(answer.message) ? 'unknown' : 'refused',
        why: JSON.stringify(answer),
      };
    } catch (error) {
      return { outcome: 'unknown', why: error.message };
    }
  }

  async history(conversation) {
    const other = hexOf(conversation.members.find(({ id }) => id !== this.id).id);
    const { messages } = await this.ask('GET', `/api/messages/${other}`);
    return messages.map(({ text }) => text);
  }
}
