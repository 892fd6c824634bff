import { expect } from '@jest/globals';
import { eventually, http, uniqueName, type Json } from '@parley/testing';
import { setTimeout as delay } from 'node:timers/promises';

interface Person {
  readonly id: string;
  readonly token: string;
}

const register = async (stem: string): Promise<Person> => {
  const username = uniqueName(stem);
  const credentials = { email: `${username}@example.org`, password: 'Passw0rd!' };
  const registered = await http('POST', '/v1/auth/register', { body: { ...credentials, username, full_name: stem } }, 0);
  const loggedIn = await http('POST', '/v1/auth/login', { body: credentials }, 0);
  expect([registered.status, loggedIn.status]).toEqual([201, 200]);
  return { id: registered.body.data.user_id, token: loggedIn.body.data.access_token };
};

/** Two people writing to each other without pause over both gateways, and a ledger of what was acknowledged. */
export class Traffic {
  readonly acknowledged = new Map<string, string>();
  readonly refused: string[] = [];
  private isRunning = true;
  private readonly writers: Promise<void>[] = [];

  private constructor(
    private readonly ann: Person,
    private readonly ben: Person,
    private readonly conversationId: string,
  ) {}

  /** Starts `writers` clients; each sends its next message when the last one was answered. What died before may be on its way back. */
  static async start(writers: number): Promise<Traffic> {
    const [ann, ben] = await Promise.all([eventually(() => register('ann'), 30_000), eventually(() => register('ben'), 30_000)]);
    const { body } = await http('POST', '/v1/conversations', { token: ann.token, body: { type: 'direct', participant_id: ben.id } }, 0);
    const traffic = new Traffic(ann, ben, body.data.conversation_id);
    for (let n = 0; n < writers; n++) traffic.writers.push(traffic.write(n % 2 === 0 ? ann : ben, n));
    return traffic;
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    await Promise.all(this.writers);
  }

  /** Texts of the whole history as the other person's ConnectBest client pages through it, oldest first. */
  async history(): Promise<readonly string[]> {
    const texts: string[] = [];
    for (let before = ''; ;) {
      const path = `/api/chat/channels/${this.conversationId}/messages?limit=100${before === '' ? '' : `&before=${before}`}`;
      const { status, body } = await http('GET', path, { token: this.ben.token }, 1);
      if (status !== 200) throw new Error(`history answered ${status}`);
      texts.push(...body.messages.map(({ content }: Json) => content as string));
      if (body.hasMore !== true) return texts.reverse();
      before = body.messages.at(-1).id;
    }
  }

  /** As a careful client does: the same temp_id again, on the next gateway, until there is a definite answer. */
  private async write(person: Person, writer: number): Promise<void> {
    for (let n = 0; this.isRunning; n++) {
      const text = `${writer}:${n}`;
      for (let attempt = 0; ; attempt++) {
        const answer = await this.send(person, text, writer + attempt);
        if (answer !== null) {
          if (answer.status === 201) this.acknowledged.set(text, answer.body.data.message_id);
          else this.refused.push(`${text} ${answer.status}`);
          break;
        }
        if (attempt > 200) throw new Error(`${text} was never answered`);
        await delay(100);
      }
    }
  }

  /** Null when there was no definite answer: cut, or 5xx. */
  private async send({ token }: Person, text: string, gateway: number): Promise<{ readonly status: number; readonly body: Json } | null> {
    const body = { content_encrypted: Buffer.from(text).toString('base64'), message_type: 'text', temp_id: text };
    try {
      const answer = await http('POST', `/v1/conversations/${this.conversationId}/messages`, { token, body }, gateway);
      return answer.status >= 500 ? null : answer;
    } catch {
      return null;
    }
  }
}
