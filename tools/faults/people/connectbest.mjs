import { openFrames } from '../frames.mjs';
import { outcomeOf, password, Person } from '../person.mjs';

/** ConnectBest: REST under /api, frames on /ws. */
export class ConnectBest extends Person {
  isRest = true;

  async enrol() {
    const { user, token } = await this.ask('POST', '/api/auth/register', { email: this.email, password, name: this.displayName });
    this.id = user.id;
    this.token = token;
  }

  async open(onClose) {
    this.socket = await openFrames(
      this.url,
      `/ws?token=${this.token}`,
      ({ event, data }) => {
        this.told(event, data);
        this.log.hear(data, event === 'message:new' ? data.content : undefined);
      },
      onClose,
    );
  }

  get wire() {
    return this.socket.wire;
  }

  askSync() {
    this.socket.send({ event: 'sync', data: { cursors: {} } });
  }

  close() {
    this.socket?.end();
  }

  async send({ hex }, text, key = text) {
    const answer = await this.http('POST', `/api/chat/channels/${hex}/messages/send`, { content: text }, { 'idempotency-key': key });
    const { id, content } = answer.body.message ?? {};
    return { outcome: outcomeOf(answer.status), id, text: content, why: `${answer.status} ${JSON.stringify(answer.body).slice(0, 120)}` };
  }

  async history({ hex }) {
    const texts = [];
    for (let before = ''; ;) {
      const { messages, hasMore } = await this.ask('GET', `/api/chat/channels/${hex}/messages?limit=100${before}`);
      texts.push(...messages.map(({ content }) => content));
      if (!hasMore) return texts.reverse();
      before = `&before=${messages.at(-1).id}`;
    }
  }
}
