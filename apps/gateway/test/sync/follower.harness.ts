import { hexOf, parseId } from '@parley/contracts';
import { IoClient, WsClient, type HeardEvent, type Json } from '@parley/testing';
import type { Person } from '../v1/v1.harness.js';

export const dialectNames = ['connectbest', 'chatrooms', 'reals2chat', 'umoc', 'v1'] as const;
export type DialectName = (typeof dialectNames)[number];

/** A conversation under every name it has. */
export interface Chat {
  /** `conv_…` */
  readonly id: string;
  readonly isGroup: boolean;
  /** UMOC's number of the group, or of the other person as the follower calls him. */
  readonly num: number;
}

/** The session of an access token. */
const sessionOf = (token: string): string => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sid as string;

const uuidOf = (id: string): string => parseId(id) ?? '';

/** The seq of a change that an event or a hint shows. */
export const seqOf = ({ data }: HeardEvent): number | null => data?.seq ?? data?.message?.seq ?? null;

/** What `chat` is called in a dialect. */
export const nameOf = (dialect: DialectName, chat: Chat): string => {
  if (dialect === 'v1') return chat.id;
  if (dialect === 'umoc') return `${chat.isGroup ? 'group' : 'user'}:${chat.num}`;
  const uuid = parseId(chat.id);
  if (uuid === null) throw new Error(`no id: ${chat.id}`);
  return dialect === 'reals2chat' ? hexOf(uuid) : uuid;
};

const openers: Readonly<Record<DialectName, (person: Person, gateway: number) => Promise<WsClient | IoClient>>> = {
  connectbest: ({ token }, gateway) => WsClient.open(`/ws/messages?token=${token}`, 'event', gateway, {}),
  chatrooms: ({ token }, gateway) => WsClient.open(`/ws?token=${token}`, 'event', gateway, {}),
  reals2chat: ({ token }, gateway) => IoClient.open('/', { token }, gateway),
  umoc: ({ token }, gateway) => IoClient.open('/', { token, sessionID: sessionOf(token) }, gateway),
  v1: ({ token }, gateway) => WsClient.open(`/v1/ws?token=${token}`, 'type', gateway, {}),
};

/** One person's socket in one dialect that keeps up by seq. */
export class Follower {
  private constructor(
    readonly dialect: DialectName,
    readonly person: Person,
    readonly socket: WsClient | IoClient,
  ) {}

  /** A chatrooms socket joins its chatrooms, as it must to hear of them (A-RC-23). */
  static async open(dialect: DialectName, person: Person, gateway: number, chats: readonly Chat[]): Promise<Follower> {
    const follower = new Follower(dialect, person, await openers[dialect](person, gateway));
    if (dialect === 'chatrooms') for (const { id } of chats) follower.socket.send('join_chatroom', { chatroom_id: uuidOf(id) });
    return follower;
  }

  /** The answer's body; a v1 frame without its type. */
  async sync(cursors: unknown): Promise<Json> {
    this.ask(cursors);
    const { type: _type, ...answer } = await this.socket.next('sync');
    return answer;
  }

  /** Every change since the cursors, page by page, and the heads of the last page. */
  async catchUp(
    cursors: Readonly<Record<string, number>>,
  ): Promise<{ readonly changes: readonly Json[]; readonly heads: Json; readonly pages: number }> {
    const changes: Json[] = [];
    for (let [next, pages] = [cursors, 1]; ; pages++) {
      const answer = await this.sync(next);
      changes.push(...answer.changes);
      if (answer.next === null) return { changes, heads: answer.heads, pages };
      next = answer.next;
    }
  }

  /** What the client is told of cursors that are none. */
  async refusalOf(cursors: unknown): Promise<Json> {
    this.ask(cursors);
    return this.socket.next('error');
  }

  /** Seqs of the changes heard, each once, in order. */
  get seqs(): readonly number[] {
    return [...new Set(this.socket.all.flatMap((heard) => seqOf(heard) ?? []))].sort((a, b) => a - b);
  }

  /** A verb of UMOC, answered in its acknowledgement. */
  askUmoc(event: string, data: object): Promise<Json> {
    if (!(this.socket instanceof IoClient)) throw new Error(`${this.dialect} has no acknowledgements`);
    return this.socket.ask(event, { sessionID: sessionOf(this.person.token), ...data });
  }

  close(): void {
    this.socket.close();
  }

  private ask(cursors: unknown): void {
    this.socket.send('sync', { ...(this.dialect === 'umoc' ? { sessionID: sessionOf(this.person.token) } : {}), cursors });
  }
}
