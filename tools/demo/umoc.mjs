import { io } from 'socket.io-client';
import { Person } from './person.mjs';

/** A UMOC client: everything over Socket.IO, people and groups by number. */
export class UmocPerson extends Person {
  chats = new Map();

  async start() {
    const { email, username, password, displayName } = this;
    // One account serves all dialects: made through /v1, whose answer names it by an id every dialect reads.
    const { data } = await this.http('POST', '/v1/auth/register', { email, username, password, full_name: displayName });
    this.id = data.user_id;
    const session = await this.http('POST', '/umoc/auth/login', { username, password });
    this.sessionID = session.sessionID;
    this.socket = io(this.url, {
      query: { sessionID: session.sessionID, token: session.token },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    this.socket.on('new_message', ({ content }) => this.hear(content));
    await new Promise((resolve, reject) => this.socket.once('connection_successful', resolve).once('connect_error', reject));
  }

  /** Asks for one event's answer. */
  ask(event, data) {
    return this.socket.timeout(5_000).emitWithAck(event, { sessionID: this.sessionID, ...data });
  }

  async learn(people, _room, roomName) {
    const chats = await this.ask('get_chats', {});
    for (const person of people) {
      const direct = chats.find((chat) => !chat.is_group && chat.username === person.username);
      const found = direct ?? chats.find((chat) => chat.is_group && chat.name === roomName);
      if (found === undefined) throw new Error(`umoc: no chat with ${person.displayName}`);
      this.chats.set(person, { recipient_id: found.id, is_group: found.is_group });
    }
  }

  async say(person, text) {
    const answer = await this.ask('send_message', { ...this.chats.get(person), content: text, type: 'text' });
    if (answer.message_id === undefined) throw new Error(`umoc: ${answer.message}`);
  }

  async history(person) {
    const { recipient_id: chat_id, is_group } = this.chats.get(person);
    const { messages } = await this.ask('get_chat_history', { chat_id, is_group, page: 1, page_size: 100 });
    return messages.map(({ content }) => content);
  }
}
