import { openFrames } from './frames.mjs';
import { Person } from './person.mjs';

const decode = ({ encrypted_data: data }) => Buffer.from(data, 'base64').toString();

/** A "Real-Time Chat" client: REST at the root, events on /ws for the rooms it has joined. */
export class ChatroomsPerson extends Person {
  rooms = new Map();

  async start() {
    const { username, email, password, displayName } = this;
    const { data } = await this.http('POST', '/auth/register', { username, email, password, display_name: displayName });
    this.id = data.user.id;
    this.token = data.access_token;
    this.socket = await openFrames(this.url, `/ws?token=${this.token}`, (frame) => {
      if (frame.event === 'message_received') this.hear(decode(frame.data.message.content));
      if (frame.event === 'error') this.hear(`error: ${frame.data.code}`);
    });
  }

  /** Finds the rooms shared with each person: a direct conversation is a room named after the other. */
  async learn(people, room) {
    const { data } = await this.http('GET', '/chatrooms?limit=100');
    for (const person of people) {
      const direct = data.chatrooms.find(({ name }) => name === person.displayName || name === person.username);
      this.rooms.set(person, direct?.id ?? room);
    }
    for (const id of new Set(this.rooms.values())) await this.enter(id);
  }

  /** Joins a room; the echo of a first wave shows that its events arrive from now on. */
  async enter(id) {
    this.socket.send({ event: 'join_chatroom', data: { chatroom_id: id } });
    const wave = `${this.name} waves in ${id}`;
    this.sendTo(id, wave);
    if ((await this.waitFor(wave, 5_000)) === null) throw new Error(`chatrooms: ${this.name} hears nothing in ${id}`);
  }

  async say(person, text) {
    this.sendTo(this.rooms.get(person), text);
  }

  sendTo(room, text) {
    const content = { encrypted_data: Buffer.from(text).toString('base64'), iv: '', key_version: 0 };
    this.socket.send({
      event: 'send_message',
      data: { chatroom_id: room, content, message_type: 'text', client_id: text.slice(0, 100) },
    });
  }

  async history(person) {
    const { data } = await this.http('GET', `/chatrooms/${this.rooms.get(person)}/messages?limit=100`);
    return data.messages.map(({ content }) => decode(content));
  }
}
