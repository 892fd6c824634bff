import { io } from 'socket.io-client';
import { Person } from './person.mjs';

/** The ObjectId form of an id given as a UUID, as every Reals2Chat answer has it. */
const hexOf = (uuid) => uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(15, 18) + uuid.slice(27);

/** A Reals2Chat client: it has no log-in of its own and takes ConnectBest's token; Socket.IO on `/`. */
export class Reals2ChatPerson extends Person {
  async start() {
    const { user, token } = await this.http('POST', '/api/auth/register', { email: this.email, password: this.password, name: this.displayName });
    this.id = hexOf(user.id);
    this.token = token;
    this.socket = io(this.url, { query: { token }, transports: ['websocket'], reconnection: false, forceNew: true });
    this.socket.on('receiveMessage', ({ text }) => this.hear(text));
    await new Promise((resolve, reject) => this.socket.once('connect', resolve).once('connect_error', reject));
  }

  /** The first message opens the conversation. */
  async open() {}

  async learn() {}

  async say(person, text) {
    const answer = await this.socket.timeout(5_000).emitWithAck('sendMessage', { recipientId: person.id, text });
    if (answer.success !== true) throw new Error(`reals2chat: ${answer.message}`);
  }

  async history(person) {
    const { messages } = await this.http('GET', `/api/messages/${person.id}`);
    return messages.map(({ text }) => text);
  }
}
