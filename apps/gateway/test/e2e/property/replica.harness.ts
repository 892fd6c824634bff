import type { Json } from '@parley/testing';
import type { DialectName } from '../../sync/follower.harness.js';

/** A message as far as a dialect shows it. */
export interface Shown {
  readonly text: string;
  /** `user emoji`, sorted; null where the dialect shows none. */
  readonly reactions: readonly string[] | null;
  readonly isPinned: boolean | null;
}

export const decodeBase64 = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

export const shownIn: Readonly<Record<DialectName, (message: Json) => readonly [id: string, shown: Shown]>> = {
  connectbest: ({ id, content, reactions, isPinned }) => [
    id,
    { text: content, reactions: reactions.map(({ userId, emoji }: Json) => `${userId} ${emoji}`).sort(), isPinned },
  ],
  chatrooms: ({ id, content, reactions }) => [
    id,
    {
      text: decodeBase64(content.encrypted_data),
      reactions: reactions.map(({ user_id, emoji }: Json) => `${user_id} ${emoji}`).sort(),
      isPinned: null,
    },
  ],
  reals2chat: ({ _id, text }) => [_id, { text, reactions: null, isPinned: null }],
  umoc: ({ message_id, content }) => [message_id, { text: content, reactions: null, isPinned: null }],
  v1: ({ message_id, content_encrypted, reactions }) => [
    message_id,
    { text: decodeBase64(content_encrypted), reactions: reactionsOfV1(reactions ?? {}), isPinned: null },
  ],
};

const reactionsOfV1 = (reactions: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.entries(reactions)
    .flatMap(([emoji, users]) => users.map((user) => `${user} ${emoji}`))
    .sort();

/** What a client of one dialect has put together of one conversation, in the order of its seq. */
export class Replica {
  cursor = 0;
  readonly messages = new Map<string, Shown>();
  readonly members = new Set<string>();
  /** Of UMOC: who has read which messages. */
  readonly reads = new Map<string, Set<string>>();
  /** Member → place of his coming. */
  readonly joinedAt = new Map<string, number>();

  constructor(private readonly dialect: DialectName) {}

  /** Takes a change, or the event that pushed it; what was taken before may come again. */
  apply(type: string, payload: Json, seq: number): void {
    if (payload !== null) this.changes[type]?.(payload, seq);
    this.cursor = Math.max(this.cursor, seq);
  }

  private readonly put = (message: Json): void => void this.messages.set(...shownIn[this.dialect](message));
  private readonly drop = (id: string): void => void this.messages.delete(id);

  private react(id: string, change: (before: readonly string[]) => readonly string[]): void {
    const shown = this.messages.get(id);
    if (shown !== undefined) this.messages.set(id, { ...shown, reactions: [...change(shown.reactions ?? [])].sort() });
  }

  private arrive(ids: readonly (string | number)[], seq: number): void {
    for (const id of ids) {
      this.members.add(String(id));
      this.joinedAt.set(String(id), seq);
    }
  }

  private readonly changes: Readonly<Record<string, (payload: Json, seq: number) => void>> = {
    'message:new': this.put,
    'message:updated': this.put,
    'message:deleted': ({ messageId }) => this.drop(messageId),
    'message:reaction': ({ messageId, reaction: { userId, emoji } }) =>
      this.react(messageId, (before) => [...before.filter((one) => !one.startsWith(userId)), `${userId} ${emoji}`]),
    'members:added': ({ members }, seq) =>
      this.arrive(
        members.map(({ userId }: Json) => userId),
        seq,
      ),
    'member:removed': ({ userId }) => this.members.delete(userId),

    message_received: ({ message }) => this.put(message),
    message_updated: ({ message }) => this.put(message),
    reaction_updated: ({ message_id, reactions }) =>
      this.react(message_id, () =>
        Array.isArray(reactions) ? reactions.map(({ user_id, emoji }) => `${user_id} ${emoji}`) : reactionsOfV1(reactions),
      ),
    message_deleted: ({ message_id }) => this.drop(message_id),
    user_joined: ({ user, users }, seq) =>
      this.arrive(
        (users ?? [user]).map(({ id }: Json) => id),
        seq,
      ),
    user_left: ({ user_id }) => this.members.delete(user_id),
    participants_added: ({ participants }, seq) =>
      this.arrive(
        participants.map(({ user_id }: Json) => user_id),
        seq,
      ),
    participant_removed: ({ participant }) => this.members.delete(participant.user_id),

    receiveMessage: this.put,
    messageUpdated: this.put,
    messageDeleted: ({ messageId }) => this.drop(messageId),

    new_message: this.put,
    message_edited: this.put,
    members_added: ({ members }, seq) =>
      this.arrive(
        members.map(({ user_id }: Json) => user_id),
        seq,
      ),
    member_removed: ({ user_id }) => this.members.delete(String(user_id)),
    messages_read: ({ reader_id, message_ids }) => {
      const known = this.reads.get(String(reader_id)) ?? new Set<string>();
      for (const id of message_ids) known.add(id);
      this.reads.set(String(reader_id), known);
    },
  };
}
