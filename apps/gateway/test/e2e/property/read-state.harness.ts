import { expect } from '@jest/globals';
import type { Json } from '@parley/testing';
import type { Chat } from '../../sync/follower.harness.js';
import type { Person } from '../../v1/v1.harness.js';
import { get, v1Entry, v1History } from './fetch.harness.js';
import { uuidOf, type Scene } from './scene.harness.js';

/** How many messages a dialect calls unread. */
const counts: readonly ((scene: Scene, person: Person, chat: Chat) => Promise<readonly [dialect: string, unread: number]>)[] = [
  async (_scene, person, chat) => ['v1', (await v1Entry(person, chat)).unread_count],
  async (_scene, person, { id, isGroup }) => {
    const { channels, dms } = await get(person, isGroup ? '/api/chat/channels?limit=100' : '/api/dms');
    return ['connectbest', (channels ?? dms).find((one: Json) => one.id === uuidOf(id)).unreadCount];
  },
  async (_scene, person, { id }) => {
    const { chatrooms } = (await get(person, '/chatrooms?limit=100')).data;
    return ['chatrooms', chatrooms.find((one: Json) => one.id === uuidOf(id)).unread_count];
  },
  async (scene, person, { num, isGroup }) => {
    const chats: readonly Json[] = await scene.clientOf(person, 'umoc').follower.askUmoc('get_chats', {});
    return ['umoc', chats.find((one) => one.id === num && one.is_group === isGroup).unread_count];
  },
];

/** What a person has read, and what others have read of it, by the logs of that person's own clients. */
export class ReadState {
  private constructor(
    private readonly scene: Scene,
    private readonly person: Person,
    private readonly chat: Chat,
    /** What people say, as v1 shows it. */
    private readonly said: readonly Json[],
    /** Message → its place. */
    private readonly seqs: ReadonlyMap<string, number>,
  ) {}

  static async of(scene: Scene, person: Person, chat: Chat): Promise<ReadState> {
    const said = (await v1History(person, chat)).filter(({ is_deleted, metadata }) => !is_deleted && metadata?.system !== true);
    const { changes } = await scene.clientOf(person, 'v1').follower.catchUp({ [chat.id]: 0 });
    const sent = changes.filter(({ type }) => type === 'message_received');
    return new ReadState(scene, person, chat, said, new Map(sent.map(({ payload, seq }) => [uuidOf(payload.message.message_id), seq])));
  }

  /** Ids that UMOC's log says were read, against the ticks of v1. */
  expectTicks(present: readonly Person[]): void {
    for (const message of this.said) {
      const id = uuidOf(message.message_id);
      const readers = present.filter((reader) => reader.id !== message.sender_id && this.isRead(reader, id));
      const ticks = [...message.delivery_status.read_by].sort();
      expect({ who: this.person.username, id, read: ticks }).toEqual({
        who: this.person.username,
        id,
        read: readers.map(({ id: one }) => one).sort(),
      });
    }
  }

  /** C88: newer than my cursor, not mine, not the system's, not deleted, not hidden; of ConnectBest not in a thread. */
  async expectUnread(): Promise<void> {
    const { person, scene } = this;
    const since = this.joinedAt(person);
    const unread = this.said.filter(({ sender_id, message_id }) => {
      const id = uuidOf(message_id);
      return sender_id !== person.id && (this.seqs.get(id) ?? 0) >= since && !this.hasRead(person, id);
    });
    const inThreads = new Set([...scene.threads.values()].flat());
    const ofThreads = unread.filter(({ message_id }) => inThreads.has(uuidOf(message_id)));
    for (const [dialect, count] of await Promise.all(counts.map((ask) => ask(scene, person, this.chat)))) {
      const expected = unread.length - (dialect === 'connectbest' ? ofThreads.length : 0);
      expect([dialect, person.username, count]).toEqual([dialect, person.username, expected]);
    }
  }

  /** What was said before he came was not meant for him; to himself it shows as read (C88). */
  private isRead(reader: Person, id: string): boolean {
    const isMeant = this.joinedAt(reader) <= (this.seqs.get(id) ?? 0);
    return isMeant ? this.hasRead(reader, id) : reader === this.person;
  }

  private hasRead(reader: Person, id: string): boolean {
    return this.replica.reads.get(String(this.scene.numOf(reader)))?.has(id) === true;
  }

  private joinedAt(person: Person): number {
    return this.replica.joinedAt.get(String(this.scene.numOf(person))) ?? 0;
  }

  private get replica() {
    return this.scene.clientOf(this.person, 'umoc').replica;
  }
}
