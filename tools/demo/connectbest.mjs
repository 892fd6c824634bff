import { openFrames } from './frames.mjs';
import { Person } from './person.mjs';

/** A ConnectBest client: REST under /api, events on /ws. */
export class ConnectBestPerson extends Person {
  dms = new Map();

  async start() {
    const { user, token } = await this.http('POST', '/api/auth/register', { email: this.email, password: this.password, name: this.displayName });
    this.id = user.id;
    this.token = token;
    this.socket = await openFrames(this.url, `/ws?token=${token}`, ({ event, data }) => event === 'message:new' && this.hear(data.content));
  }

  async makeRoom(name, people) {
    const { channel } = await this.http('POST', '/api/chat/channels', { name, type: 'private', members: people.map(({ id }) => id) });
    return channel.id;
  }

  async open(person) {
    const { dm } = await this.http('POST', '/api/dms', { userId: person.id });
    this.dms.set(person, dm.id);
  }

  async learn(people) {
    for (const person of people) await this.open(person);
  }

  async say(person, text) {
    await this.http('POST', `/api/chat/channels/${this.dms.get(person)}/messages/send`, { content: text });
  }

  async history(person) {
    const { messages } = await this.http('GET', `/api/chat/channels/${this.dms.get(person)}/messages`);
    return messages.map(({ content }) => content);
  }
}
