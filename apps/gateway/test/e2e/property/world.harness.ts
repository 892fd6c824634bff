import { parseId } from '@parley/contracts';
import { http, uniqueName, type HttpAnswer, type Json } from '@parley/testing';
import type { Chat } from '../../sync/follower.harness.js';
import type { Person } from '../../v1/v1.harness.js';
import type { Client } from './client.harness.js';

/** One thing one person does, in some dialect, through some gateway; `pick` chooses among what there is to do it to. */
export interface Act {
  readonly kind: 'send' | 'edit' | 'delete' | 'hide' | 'react' | 'unreact' | 'read' | 'pin' | 'unpin' | 'come' | 'go';
  readonly actor: number;
  readonly through: number;
  readonly gateway: number;
  readonly pick: number;
}

interface Sent {
  /** `msg_…` */
  readonly id: string;
  readonly sender: number;
}

const emojis = ['👍', '🎉', '❤️'];
/** A message there is not. */
const nobody = 'msg_000000000000000000000000';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const uuidOf = (id: string): string => parseId(id) ?? '';

/** People in one conversation. The first two stay; of a group the others come and go. */
export class World {
  readonly sent: Sent[] = [];
  private said = 0;

  constructor(
    readonly people: readonly Person[],
    readonly chat: Chat,
    /** Each person's UMOC client, to send and read through. */
    private readonly umoc: readonly Client[],
  ) {}

  /** Refusals are part of the game: the target may be gone, the actor out. @throws when the server fails */
  async act(act: Act): Promise<void> {
    const answer = await this.acts[act.kind](act);
    if (answer !== null && answer.status >= 500) throw new Error(`${JSON.stringify(act)}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  private readonly acts: Readonly<Record<Act['kind'], (act: Act) => Promise<HttpAnswer | null>>> = {
    send: (act) => this.send(act),
    edit: (act) => this.edit(act),
    delete: (act) => this.remove(act),
    hide: (act) => this.call(act, 'DELETE', `/v1/messages/${this.any(act)}?delete_for=me`),
    react: (act) => this.react(act),
    unreact: (act) => this.call(act, 'DELETE', `/v1/messages/${this.any(act)}/reactions?emoji=${encodeURIComponent(this.emojiOf(act))}`),
    read: (act) => this.read(act),
    pin: (act) => this.call({ ...act, actor: 0 }, 'POST', `${this.channel}/messages/${uuidOf(this.any(act))}/pin`),
    unpin: (act) => this.call({ ...act, actor: 0 }, 'DELETE', `${this.channel}/messages/${uuidOf(this.any(act))}/pin`),
    come: (act) =>
      this.call({ ...act, actor: 0 }, 'POST', `/v1/conversations/${this.chat.id}/participants`, { participant_ids: [this.guest(act).id] }),
    go: (act) =>
      act.through % 2 === 0
        ? this.call({ ...act, actor: 0 }, 'DELETE', `/v1/conversations/${this.chat.id}/participants/${this.guest(act).id}`)
        : this.call({ ...act, actor: 2 + (act.pick % 2) }, 'POST', `/chatrooms/${uuidOf(this.chat.id)}/leave`),
  };

  private async send(act: Act): Promise<HttpAnswer | null> {
    const text = `${uniqueName('said')} ${this.said++}`;
    const way = act.through % (this.chat.isGroup ? 3 : 4);
    const answer =
      way === 0
        ? await this.call(act, 'POST', `/v1/conversations/${this.chat.id}/messages`, { content_encrypted: base64(text), message_type: 'text' })
        : way === 1
          ? await this.call(act, 'POST', `${this.channel}/messages/send`, { content: text })
          : way === 2
            ? await this.sendByUmoc(act, text)
            : await this.call(act, 'POST', '/api/messages/send', { recipientId: this.otherOf(act).id.slice(4), text });
    const { body } = answer;
    const id = body?.data?.message_id ?? body?.message?.id ?? body?.message?._id ?? body?.message_id;
    if (answer.status < 300 && id !== undefined) this.sent.push({ id: uuidOf(id), sender: act.actor });
    return answer;
  }

  /** Socket.IO knows no statuses: a refusal is `{message}`. */
  private async sendByUmoc(act: Act, content: string): Promise<HttpAnswer> {
    const body = await this.ask(act, 'send_message', { recipient_id: this.numFor(act), is_group: this.chat.isGroup, content });
    return { status: body.message_id === undefined ? 400 : 200, headers: new Headers(), body };
  }

  private edit(act: Act): Promise<HttpAnswer> {
    const text = `${uniqueName('edited')} ${this.said++}`;
    const id = this.own(act);
    if (act.through % 3 === 0) return this.call(act, 'PUT', `/v1/messages/${id}`, { content_encrypted: base64(text) });
    if (act.through % 3 === 1) return this.call(act, 'PUT', `${this.channel}/messages/${uuidOf(id)}`, { content: text });
    const content = { encrypted_data: base64(text), iv: '', key_version: 0 };
    return this.call(act, 'PUT', `/chatrooms/${uuidOf(this.chat.id)}/messages/${uuidOf(id)}`, { content });
  }

  private async remove(act: Act): Promise<HttpAnswer | null> {
    const id = this.own(act);
    if (act.through % 3 === 0) return this.call(act, 'DELETE', `/v1/messages/${id}?delete_for=everyone`);
    if (act.through % 3 === 1) return this.call(act, 'DELETE', `${this.channel}/messages/${uuidOf(id)}`);
    await this.ask(act, 'delete_message', { message_id: uuidOf(id) });
    return null;
  }

  private react(act: Act): Promise<HttpAnswer> {
    const [id, emoji] = [this.any(act), this.emojiOf(act)];
    if (act.through % 3 === 0) return this.call(act, 'POST', `/v1/messages/${id}/reactions`, { emoji });
    if (act.through % 3 === 1) return this.call(act, 'POST', `${this.channel}/messages/${uuidOf(id)}/reactions`, { emoji });
    return this.call(act, 'POST', `/chatrooms/${uuidOf(this.chat.id)}/messages/${uuidOf(id)}/reactions`, { emoji });
  }

  private async read(act: Act): Promise<HttpAnswer | null> {
    const id = this.any(act);
    if (act.through % 3 === 0) return this.call(act, 'POST', `/v1/conversations/${this.chat.id}/read`, { message_id: id });
    if (act.through % 3 === 1) return this.call(act, 'GET', `${this.channel}/messages?limit=100`);
    const target = this.sent.find((one) => one.id === id);
    if (target === undefined) return null;
    await this.ask(act, 'read_receipt', { message_ids: [uuidOf(id)], sender_id: await this.numOf(target.sender, act) });
    return null;
  }

  private get channel(): string {
    return `/api/chat/channels/${uuidOf(this.chat.id)}`;
  }

  private actorOf({ actor }: Act): Person {
    const person = this.people[actor % this.people.length];
    if (person === undefined) throw new Error('nobody');
    return person;
  }

  private otherOf({ actor }: Act): Person {
    return this.actorOf({ actor: actor + 1 } as Act);
  }

  private guest({ pick }: Act): Person {
    return this.actorOf({ actor: 2 + (pick % 2) } as Act);
  }

  private any({ pick }: Act): string {
    return this.sent[pick % Math.max(1, this.sent.length)]?.id ?? nobody;
  }

  private own({ actor, pick }: Act): string {
    const mine = this.sent.filter(({ sender }) => sender === actor);
    return mine[pick % Math.max(1, mine.length)]?.id ?? nobody;
  }

  private emojiOf({ pick }: Act): string {
    return emojis[pick % emojis.length] ?? '👍';
  }

  /** What the chat is called by UMOC's client of the actor. */
  private numFor(act: Act): number {
    return this.chat.isGroup ? this.chat.num : (this.nums.get(this.otherOf(act).id) ?? 0);
  }

  private async numOf(person: number, act: Act): Promise<number> {
    return this.nums.get(this.actorOf({ ...act, actor: person }).id) ?? 0;
  }

  /** UMOC's numbers of the people. */
  readonly nums = new Map<string, number>();

  private ask(act: Act, event: string, data: object): Promise<Json> {
    const client = this.umoc[act.actor % this.people.length];
    return client === undefined ? Promise.resolve({}) : client.follower.askUmoc(event, data);
  }

  private call(act: Act, method: string, path: string, body?: object): Promise<HttpAnswer> {
    return http(method, path, { token: this.actorOf(act).token, ...(body === undefined ? {} : { body }) }, act.gateway);
  }
}
