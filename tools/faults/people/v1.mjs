import { openFrames } from '../frames.mjs';
import { outcomeOf, password, Person } from '../person.mjs';

export const encode = (text) => Buffer.from(text).toString('base64');
export const decode = (data) => (typeof data === 'string' ? Buffer.from(data, 'base64').toString() : undefined);

/** The /v1 API: REST under /v1, frames on the root WebSocket. */
export class V1 extends Person {
  isRest = true;

  async enrol() {
    const { email, username, displayName } = this;
    await this.ask('POST', '/v1/auth/register', { email, username, password, full_name: displayName });
    const { data } = await this.ask('POST', '/v1/auth/login', { email, password, device_id: 'faults' });
    this.id = data.user.user_id;
    this.token = data.access_token;
  }

  async open(onClose) {
    this.socket = await openFrames(
      this.url,
      `/?token=${this.token}`,
      (frame) => {
        const { type, ...data } = frame;
        this.told(type, data);
        this.log.hear(frame, type === 'message_received' ? decode(frame.message.content_encrypted) : undefined);
      },
      onClose,
    );
    this.socket.send({ type: 'auth', token: this.token });
  }

  get wire() {
    return this.socket.wire;
  }

  askSync() {
    this.socket.send({ type: 'sync', cursors: {} });
  }

  close() {
    this.socket?.end();
  }

  async send({ hex }, text, key = text) {
    const answer = await this.http('POST', `/v1/conversations/conv_${hex}/messages`, {
      content_encrypted: encode(text),
      message_type: 'text',
      temp_id: key,
    });
    return {
      outcome: outcomeOf(answer.status),
      id: answer.body.data?.message_id,
      why: `${answer.status} ${JSON.stringify(answer.body).slice(0, 120)}`,
    };
  }

  async history({ hex }) {
    const texts = [];
    for (let before = ''; ;) {
      const { data } = await this.ask('GET', `/v1/conversations/conv_${hex}/messages?limit=100${before}`);
      // Others omit what was deleted.
      texts.push(...data.messages.filter(({ is_deleted }) => !is_deleted).map((message) => decode(message.content_encrypted)));
      if (!data.has_more) return texts.reverse();
      before = `&before=${data.next_cursor}`;
    }
  }
}
