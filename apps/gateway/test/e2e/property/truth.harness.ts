import { expect } from '@jest/globals';
import { hexOf, parseId } from '@parley/contracts';
import { eventually, http, uniqueName, type Json } from '@parley/testing';
import { dialectNames, type Chat } from '../../sync/follower.harness.js';
import { directOf, groupOf } from '../../sync/chats.harness.js';
import type { Person } from '../../v1/v1.harness.js';
import { Client } from './client.harness.js';
import { fetchMessages, fetchRoom, get, sorted, v1Entry } from './fetch.harness.js';
import { ReadState } from './read-state.harness.js';
import { Scene } from './scene.harness.js';
import { send } from './says.harness.js';
import { act, type Turn } from './world.harness.js';

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
    private readonly scene: Scene,
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
    const chat = [...chats.values()][0] as Chat;
    if (isGroup) await Promise.all(clients.map(async (client) => void (client.replica.name = (await fetchRoom(client, chat)).name)));
    return new Truth(people, chats, clients, new Scene(people, chat, clients));
  }

  /** Turns of one round are taken at the same moment; first everybody has said something. */
  async play(rounds: readonly (readonly Turn[])[]): Promise<void> {
    for (const actor of this.people.keys()) await act(this.scene, { kind: 'send', actor, through: actor, gateway: actor % 2, pick: 0 });
    for (const round of rounds) await Promise.all(round.map((turn) => act(this.scene, { ...turn, actor: turn.actor % this.people.length })));
  }

  async expectTruth(): Promise<void> {
    const [owner] = this.people;
    if (owner === undefined) throw new Error('nobody');
    const present = await this.present(owner);
    await this.expectBlocks(present);
    const heads = (await http('GET', '/v1/sync', { token: owner.token }, 0)).body.data.heads;
    const newest: number = heads[this.scene.chat.id];
    await this.expectEverySeqLive(newest);
    await Promise.all(
      this.clients.map(async (client) => {
        await client.settle();
        // The beacon's part: whoever is behind the head asks.
        if (client.replica.cursor < newest) await client.catchUp();
      }),
    );
    for (const person of this.people.filter((one) => !present.includes(one))) await this.expectClipped(person);
    // Before anything is fetched that is read by it.
    await Promise.all(
      present.map(async (person) => {
        const state = await ReadState.of(this.scene, person, this.chats.get(person) as Chat);
        state.expectTicks(present);
        await state.expectUnread();
      }),
    );
    const theirs = this.clients.filter(({ follower }) => present.includes(follower.person));
    await Promise.all(theirs.map((client) => this.expectFresh(client, newest)));
  }

  close(): void {
    for (const { follower } of this.clients) follower.close();
  }

  private async present(owner: Person): Promise<readonly Person[]> {
    const { chat } = this.scene;
    if (!chat.isGroup) return this.people;
    const ids: readonly string[] = (await v1Entry(owner, chat)).participants.map(({ user_id }: Json) => user_id);
    return this.people.filter(({ id }) => ids.includes(id));
  }

  /** C31: two dialects agree on who blocks whom; neither of a pair in a block says anything more, and nobody of a group is kept from it. */
  private async expectBlocks(present: readonly Person[]): Promise<void> {
    const blocks = await Promise.all(
      present.map(async (person) => {
        const other = this.scene.personAt(this.people.indexOf(person) + 1);
        const { isBlocked } = await get(person, `/api/conversations/${hexOf(parseId(other.id) ?? ('' as never))}/metadata`);
        const { contacts } = (await get(person, '/v1/users/me/contacts?status=blocked&limit=100')).data;
        const listed: boolean = contacts.some(({ user_id }: Json) => user_id === other.id);
        expect([person.username, listed]).toEqual([person.username, isBlocked]);
        return listed;
      }),
    );
    const isBarred = !this.scene.chat.isGroup && blocks.includes(true);
    for (const person of present) {
      // Should messaging have missed the block, its event repairs that.
      await eventually(async () => {
        const { status } = await send(this.scene, { actor: this.people.indexOf(person), through: 0, gateway: 0, pick: 0 });
        expect([person.username, status]).toEqual([person.username, isBarred ? 403 : 201]);
      }, 5_000);
    }
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
    const { id } = this.scene.chat;
    const { changes, heads } = await this.scene.clientOf(person, 'v1').follower.catchUp({ [id]: 0 });
    expect([changes.at(-1), heads[id]]).toMatchObject([{ type: 'participant_removed', payload: { participant: { user_id: person.id } } }, undefined]);
  }

  private async expectFresh(client: Client, newest: number): Promise<void> {
    const { follower, replica } = client;
    const chat = this.chats.get(follower.person) as Chat;
    const other = this.people.find((person) => person !== follower.person) as Person;
    const who = `${follower.dialect} of ${follower.person.username}`;
    const messages = await fetchMessages(client, chat, other, this.scene);
    expect({ who, messages: Object.fromEntries(replica.messages), cursor: replica.cursor }).toEqual({ who, messages, cursor: newest });
    if (!chat.isGroup) return;
    expect({ who, name: replica.name, members: sorted(replica.members) }).toEqual({ who, ...(await fetchRoom(client, chat)) });
  }
}
