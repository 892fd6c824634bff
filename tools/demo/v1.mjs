import { openFrames } from './frames.mjs';
import { Person } from './person.mjs';

const encode = (text) => Buffer.from(text).toString('base64');
const decode = (data) => Buffer.from(data, 'base64').toString();

/** A client of the /v1 API: REST under /v1, events on the root WebSocket. */
export class V1Person extends Person {
  conversations = new Map();

  async start() {
    const { email, username, password, displayName } = this;
    await this.http('POST', '/v1/auth/register', { email, username, password, full_name: displayName });
    const { data } = await this.http('POST', '/v1/auth/login', { email, password, device_id: 'demo' });
    this.id = data.user.user_id;
    this.token = data.access_token;
    this.socket = await openFrames(
      this.url,
      `/?token=${this.token}`,
      (frame) => frame.type === 'message_received' && this.hear(decode(frame.message.content_encrypted)),
    );
    this.socket.send({ type: 'auth', token: this.token });
  }

  async open(person) {
    const { data } = await this.http('POST', '/v1/conversations', { type: 'direct', participant_id: person.id });
    this.conversations.set(person, data.conversation_id);
  }

  async learn(people) {
    for (const person of people) await this.open(person);
  }

  async say(person, text) {
    const body = { content_encrypted: encode(text), message_type: 'text', temp_id: `demo-${text}`.slice(0, 100) };
    await this.http('POST', `/v1/conversations/${this.conversations.get(person)}/messages`, body);
  }

  async history(person) {
    const { data } = await this.http('GET', `/v1/conversations/${this.conversations.get(person)}/messages`);
    return data.messages.map((message) => decode(message.content_encrypted));
  }
}
