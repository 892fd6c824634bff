import { expect } from '@jest/globals';
import { parseId } from '@parley/contracts';
import { eventually, http, uniqueName, type Json } from '@parley/testing';
import { dialectNames, type Chat } from '../../sync/follower.harness.js';
import { directOf, groupOf } from '../../sync/chats.harness.js';
import type { Person } from '../../v1/v1.harness.js';
import { Client } from './client.harness.js';
import { fetchAfresh, v1Entry, v1History } from './fetch.harness.js';
import { World, type Act } from './world.harness.js';

const uuidOf = (id: string): string => parseId(id) ?? '';

const chatsOf = async (people: readonly Person[]): Promise<ReadonlyMap<Person, Chat>> => {
  const [one, other, ...guests] = people as readonly [Person, Person, ...Person[]];
  if (guests.length > 0) {
    const chat = await groupOf(one, other, guests, uniqueName('Game'));
    return new Map(people.map((person) => [person, chat]));
  }
  return new Map([
    [one, await directOf(one, other)],
    [other, await directOf(other, one)],
  ]);
};

/** One game: a conversation, everybody's clients in every dialect on both gateways, and what must hold in the end. */
export class Truth {
  private constructor(
    private readonly people: readonly Person[],
    /** As each calls it. */
    private readonly chats: ReadonlyMap<Person, Chat>,
    private readonly clients: readonly Client[],
    private readonly world: World,
  ) {}

  /** Two people have a direct conversation, more a group of the first. Every third client hears only every second change. */
  static async begin(people: readonly Person[]): Promise<Truth> {
    const chats = await chatsOf(people);
    const isGroup = people.length > 2;
    // Reals2Chat shows no groups.
    const spoken = dialectNames.filter((dialect) => !isGroup || dialect !== 'reals2chat');
    const clients = await Promise.all(
      [...chats].flatMap(([person, chat], at) =>
        spoken.map((dialect, nth) => Client.open(dialect, person, (at + nth) % 2, chat, (seq) => (at + nth) % 3 === 0 && seq % 2 === 0)),
      ),
    );
    const umoc = people.map((person) => clients.find(({ follower }) => follower.person === person && follower.dialect === 'umoc') as Client);
    const world = new World(people, [...chats.values()][0] as Chat, umoc);
    umoc.forEach(({ follower }, at) => world.nums.set(people[at]?.id ?? '', follower.socket.heard('connection_successful')[0]?.user_id));
    return new Truth(people, chats, clients, world);
  }

  /** Acts of one round happen at the same moment; first everybody has said something. */
  async play(rounds: readonly (readonly Act[])[]): Promise<void> {
    for (const actor of this.people.keys()) await this.world.act({ kind: 'send', actor, through: actor, gateway: actor % 2, pick: 0 });
    for (const round of rounds) await Promise.all(round.map((act) => this.world.act({ ...act, actor: act.actor % this.people.length })));
  }

  async expectTruth(): Promise<void> {
    const [owner] = this.people;
    if (owner === undefined) throw new Error('nobody');
    const heads = (await http('GET', '/v1/sync', { token: owner.token }, 0)).body.data.heads;
    const newest: number = heads[this.chat.id];
    await this.expectEverySeqLive(newest);
    for (const client of this.clients) {
      await client.settle();
      // The beacon's part: whoever is behind the head asks.
      if (client.replica.cursor < newest) await client.catchUp();
    }
    const present = await this.present(owner);
    for (const person of this.people.filter((one) => !present.includes(one))) await this.expectClipped(person);
    await this.expectReadState(owner, present);
    for (const person of present) await this.expectUnread(person);
    for (const client of this.clients.filter(({ follower }) => present.includes(follower.person))) await this.expectFresh(client, newest);
  }

  private get chat(): Chat {
    return [...this.chats.values()][0] as Chat;
  }

  close(): void {
    for (const { follower } of this.clients) follower.close();
  }

  private async present(owner: Person): Promise<readonly Person[]> {
    if (!this.chat.isGroup) return this.people;
    const ids: readonly string[] = (await v1Entry(owner, this.chat)).participants.map(({ user_id }: Json) => user_id);
    return this.people.filter(({ id }) => ids.includes(id));
  }

  /** Who was in all the time has heard every seq, as an event or as a hint. */
  private async expectEverySeqLive(newest: number): Promise<void> {
    for (const { follower, start } of this.clients.filter(({ follower: { person } }) => this.people.indexOf(person) < 2)) {
      const wanted = Array.from({ length: newest - start }, (_, n) => start + 1 + n);
      await eventually(() => {
        expect([follower.dialect, follower.seqs.filter((seq) => seq > start)]).toEqual([follower.dialect, wanted]);
      }, 5_000);
    }
  }

  /** Who is out reads up to his own leaving. */
  private async expectClipped(person: Person): Promise<void> {
    const { follower } = this.clients.find((one) => one.follower.person === person && one.follower.dialect === 'v1') as Client;
    const { changes, heads } = await follower.catchUp({ [this.chat.id]: 0 });
    expect([changes.at(-1), heads[this.chat.id]]).toMatchObject([
      { type: 'participant_removed', payload: { participant: { user_id: person.id } } },
      undefined,
    ]);
  }

  /** Ids that UMOC's log says were read, against the ticks of V1. */
  private async expectReadState(owner: Person, present: readonly Person[]): Promise<void> {
    const { reads, joinedAt } = this.umocOf(owner).replica;
    const seqOf = await this.seqs(owner);
    for (const message of (await v1History(owner, this.chat)).filter(({ is_deleted, metadata }) => !is_deleted && metadata?.system !== true)) {
      const id = uuidOf(message.message_id);
      const expected = present.filter((person) => {
        const num = String(this.world.nums.get(person.id));
        const isMeant = person.id !== message.sender_id && (joinedAt.get(num) ?? 0) <= (seqOf.get(id) ?? 0);
        return isMeant && reads.get(num)?.has(id) === true;
      });
      expect({ id, read: [...message.delivery_status.read_by].sort() }).toEqual({ id, read: expected.map((person) => person.id).sort() });
    }
  }

  /** C88: newer than my cursor, not mine, not the system's, not deleted. */
  private async expectUnread(person: Person): Promise<void> {
    const { reads, joinedAt } = this.umocOf(person).replica;
    const num = String(this.world.nums.get(person.id));
    const seqOf = await this.seqs(person);
    const history = (await v1History(person, this.chat)).filter(({ is_deleted, metadata }) => !is_deleted && metadata?.system !== true);
    const unread = history.filter(({ sender_id, message_id }) => {
      const id = uuidOf(message_id);
      return sender_id !== person.id && reads.get(num)?.has(id) !== true && (seqOf.get(id) ?? 0) >= (joinedAt.get(num) ?? 0);
    });
    expect([person.username, (await v1Entry(person, this.chat)).unread_count]).toEqual([person.username, unread.length]);
  }

  private async expectFresh(client: Client, newest: number): Promise<void> {
    const { follower, replica } = client;
    const other = this.people.find((person) => person !== follower.person) as Person;
    const fresh = await fetchAfresh(client, this.chats.get(follower.person) as Chat, other);
    const who = `${follower.dialect} of ${follower.person.username}`;
    expect({ who, messages: Object.fromEntries(replica.messages), cursor: replica.cursor }).toEqual({
      ...{ who, messages: Object.fromEntries(fresh.messages), cursor: newest },
    });
    if (fresh.members !== null) expect([who, [...replica.members].sort()]).toEqual([who, [...fresh.members].sort()]);
  }

  private umocOf(person: Person): Client {
    return this.clients.find(({ follower }) => follower.person === person && follower.dialect === 'umoc') as Client;
  }

  /** Message → its place, by the log. */
  private async seqs(person: Person): Promise<ReadonlyMap<string, number>> {
    const client = this.clients.find(({ follower }) => follower.person === person && follower.dialect === 'v1') as Client;
    const { changes } = await client.follower.catchUp({ [this.chat.id]: 0 });
    return new Map(changes.filter(({ type }) => type === 'message_received').map(({ payload, seq }) => [uuidOf(payload.message.message_id), seq]));
  }
}
