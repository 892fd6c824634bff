import { parseId } from '@parley/contracts';
import { http, type Json } from '@parley/testing';
import type { Chat, DialectName, Follower } from '../../sync/follower.harness.js';
import type { Person } from '../../v1/v1.harness.js';
import type { Client } from './client.harness.js';

/** One thing one person does, in some dialect, through some gateway; `pick` chooses among what there is to do it to. */
export interface Act {
  readonly actor: number;
  readonly through: number;
  readonly gateway: number;
  readonly pick: number;
}

export interface Answer {
  readonly status: number;
  readonly body: Json;
}

interface Sent {
  /** `msg_…` or a UUID. */
  readonly id: string;
  readonly sender: number;
}

/** A message there is not. */
const nobody = 'msg_000000000000000000000000';

export const uuidOf = (id: string): string => parseId(id) ?? '';
export const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Sockets know no statuses: what one answers is a success, a refusal, or says that the server failed. */
export const answered = (body: Json, isDone: boolean): Answer => ({ status: isDone ? 200 : /server/i.test(JSON.stringify(body)) ? 500 : 400, body });

/** People in one conversation, what there is to act on, and how the actor of an act reaches the server. The first two stay. */
export class Scene {
  readonly sent: Sent[] = [];
  /** Root → replies, of ConnectBest's threads. */
  readonly threads = new Map<string, string[]>();
  /** Of invitations. */
  readonly codes: string[] = [];
  /** UMOC's numbers of the people. */
  readonly nums: ReadonlyMap<string, number>;

  constructor(
    readonly people: readonly Person[],
    readonly chat: Chat,
    private readonly clients: readonly Client[],
  ) {
    this.nums = new Map(
      people.map((person) => [person.id, this.clientOf(person, 'umoc').follower.socket.heard('connection_successful')[0]?.user_id]),
    );
  }

  get channel(): string {
    return `/api/chat/channels/${uuidOf(this.chat.id)}`;
  }

  get chatroom(): string {
    return `/chatrooms/${uuidOf(this.chat.id)}`;
  }

  get conversation(): string {
    return `/v1/conversations/${this.chat.id}`;
  }

  personAt(at: number): Person {
    const person = this.people[at % this.people.length];
    if (person === undefined) throw new Error('nobody');
    return person;
  }

  clientOf(person: Person, dialect: DialectName): Client {
    const found = this.clients.find(({ follower }) => follower.person === person && follower.dialect === dialect);
    if (found === undefined) throw new Error(`nobody speaks ${dialect}`);
    return found;
  }

  socketOf({ actor }: Act, dialect: DialectName): Follower {
    return this.clientOf(this.personAt(actor), dialect).follower;
  }

  /** Whom the actor is with in a direct conversation. */
  otherOf({ actor }: Act): Person {
    return this.personAt(actor + 1);
  }

  /** One of those who come and go. */
  guest({ pick }: Act): number {
    return 2 + (pick % 2);
  }

  any({ pick }: Act): string {
    return this.sent[pick % Math.max(1, this.sent.length)]?.id ?? nobody;
  }

  own({ actor, pick }: Act): string {
    const mine = this.sent.filter(({ sender }) => sender === actor);
    return mine[pick % Math.max(1, mine.length)]?.id ?? nobody;
  }

  numOf(person: Person): number {
    return this.nums.get(person.id) ?? 0;
  }

  /** An event of UMOC, by the actor's own socket. */
  async ask(act: Act, event: string, data: object): Promise<Answer> {
    const body = await this.socketOf(act, 'umoc').askUmoc(event, data);
    return answered(body, body?.message === undefined);
  }

  call({ actor, gateway }: Act, method: string, path: string, body?: object): Promise<Answer> {
    return http(method, path, { token: this.personAt(actor).token, ...(body === undefined ? {} : { body }) }, gateway);
  }
}
