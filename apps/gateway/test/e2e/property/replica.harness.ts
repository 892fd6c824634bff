import type { Json } from '@parley/testing';
import type { DialectName } from '../../sync/follower.harness.js';

/** A message as far as a dialect shows it. */
export interface Shown {
  readonly text: string;
  /** `user emoji`, sorted; null where the dialect shows none. */
  readonly reactions: readonly string[] | null;
  readonly isPinned: boolean | null;
  /** The message it answers: of ConnectBest the root of its thread (C51). */
  readonly answers: string | null;
  /** Replies in its thread; null where the dialect has no threads. */
  readonly replies: number | null;
}

export const decodeBase64 = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

/** Of a dialect that shows nothing but text. */
const bare = { reactions: null, isPinned: null, answers: null, replies: null };

export const shownIn: Readonly<Record<DialectName, (message: Json) => readonly [id: string, shown: Shown]>> = {
  connectbest: ({ id, content, reactions, isPinned, parentMessageId = null, threadCount }) => [
    id,
    {
      text: content,
      reactions: reactions.map(({ userId, emoji }: Json) => `${userId} ${emoji}`).sort(),
      isPinned,
      answers: parentMessageId,
      replies: threadCount,
    },
  ],
  chatrooms: ({ id, content, reactions, reply_to }) => [
    id,
    {
      ...bare,
      text: decodeBase64(content.encrypted_data),
      reactions: reactions.map(({ user_id, emoji }: Json) => `${user_id} ${emoji}`).sort(),
      answers: reply_to,
    },
  ],
  reals2chat: ({ _id, text }) => [_id, { ...bare, text }],
  umoc: ({ message_id, content }) => [message_id, { ...bare, text: content }],
  v1: ({ message_id, content_encrypted, reactions, reply_to_message_id }) => [
    message_id,
    { ...bare, text: decodeBase64(content_encrypted), reactions: reactionsOfV1(reactions ?? {}), answers: reply_to_message_id },
  ],
};

export const reactionsOfV1 = (reactions: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.entries(reactions)
    .flatMap(([emoji, users]) => users.map((user) => `${user} ${emoji}`))
    .sort();

/** A member and his role; null where the dialect shows none. */
export type Seat = readonly [id: string, role: string | null];

/** What a client of one dialect has put together of one conversation; `changes.harness.ts` says what changes it. */
export class Replica {
  cursor = 0;
  /** Of a group; null: it was never told. */
  name: string | null = null;
  readonly messages = new Map<string, Shown>();
  /** Member → role. */
  readonly members = new Map<string, string | null>();
  /** Of UMOC: who has read which messages. */
  readonly reads = new Map<string, Set<string>>();
  /** Member → place of his coming. */
  readonly joinedAt = new Map<string, number>();

  constructor(private readonly dialect: DialectName) {}

  readonly put = (message: Json): void => void this.messages.set(...shownIn[this.dialect](message));
  readonly drop = (id: string): void => void this.messages.delete(id);

  react(id: string, change: (before: readonly string[]) => readonly string[]): void {
    const shown = this.messages.get(id);
    if (shown !== undefined) this.messages.set(id, { ...shown, reactions: [...change(shown.reactions ?? [])].sort() });
  }

  seat(seats: readonly Seat[], seq: number): void {
    for (const [id, role] of seats) {
      this.members.set(id, role);
      this.joinedAt.set(id, seq);
    }
  }

  /** Who is out has no role. */
  rank(id: string, role: string): void {
    if (this.members.has(id)) this.members.set(id, role);
  }

  unseat(id: string): void {
    this.members.delete(id);
  }

  read(reader: string, ids: readonly string[]): void {
    const known = this.reads.get(reader) ?? new Set<string>();
    for (const id of ids) known.add(id);
    this.reads.set(reader, known);
  }
}
