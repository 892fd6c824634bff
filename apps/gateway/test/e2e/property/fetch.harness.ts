import { hexOf, parseId } from '@parley/contracts';
import { http, type Json } from '@parley/testing';
import type { Chat, DialectName } from '../../sync/follower.harness.js';
import type { Person } from '../../v1/v1.harness.js';
import type { Client } from './client.harness.js';
import { shownIn, type Seat, type Shown } from './replica.harness.js';
import type { Scene } from './scene.harness.js';

const uuidOf = (id: string): string => parseId(id) ?? '';

const find = ({ token }: Person, path: string) => http('GET', path, { token }, 1);

export const get = async (person: Person, path: string): Promise<Json> => {
  const { status, body } = await find(person, path);
  if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
  return body;
};

/** Of v1, with what the dialect knows beyond the others: who has read what, and what the system wrote. */
export const v1History = async (person: Person, chat: Chat): Promise<readonly Json[]> =>
  (await get(person, `/v1/conversations/${chat.id}/messages?limit=100`)).data.messages;

export const v1Entry = async (person: Person, chat: Chat): Promise<Json> =>
  (await get(person, '/v1/conversations?limit=100')).data.conversations.find((one: Json) => one.conversation_id === chat.id);

type Fetched = Promise<readonly Json[]>;

/** Replies that the viewer may see, of every thread there is: of one whose root is gone for him by way of a reply. */
const threadsOf = async (person: Person, channel: string, threads: Scene['threads']): Fetched => {
  const replies: Json[] = [];
  for (const [root, answers] of threads)
    for (const id of [root, ...answers]) {
      const { status, body } = await find(person, `${channel}/messages/${id}/thread`);
      if (status !== 200) continue;
      replies.push(...body.replies);
      break;
    }
  return replies;
};

const histories: Readonly<Record<DialectName, (client: Client, chat: Chat, other: Person, scene: Scene) => Fetched>> = {
  v1: async ({ follower: { person } }, chat) => (await v1History(person, chat)).filter(({ is_deleted }) => is_deleted !== true),
  connectbest: async ({ follower: { person } }, chat, _other, { threads }) => {
    const channel = `/api/chat/channels/${uuidOf(chat.id)}`;
    const { messages } = await get(person, `${channel}/messages?limit=100`);
    return [...messages, ...(await threadsOf(person, channel, threads))];
  },
  chatrooms: async ({ follower: { person } }, chat) => (await get(person, `/chatrooms/${uuidOf(chat.id)}/messages?limit=100`)).data.messages,
  reals2chat: async ({ follower: { person } }, _chat, other) =>
    (await get(person, `/api/messages/${hexOf(parseId(other.id) ?? ('' as never))}?limit=100`)).messages,
  umoc: async ({ follower }, { num, isGroup }) =>
    (await follower.askUmoc('get_chat_history', { chat_id: num, is_group: isGroup, page: 1, page_size: 100 })).messages,
};

/** What the client's dialect answers now, of a client that knows nothing yet; at most the newest 100 messages. */
export const fetchMessages = async (client: Client, chat: Chat, other: Person, scene: Scene): Promise<Readonly<Record<string, Shown>>> => {
  const { dialect } = client.follower;
  return Object.fromEntries((await histories[dialect](client, chat, other, scene)).map(shownIn[dialect]));
};

/** A group as a dialect shows it. */
export interface Room {
  readonly name: string;
  /** By id. */
  readonly members: readonly Seat[];
}

const rooms: Readonly<Record<DialectName, (client: Client, chat: Chat) => Promise<Room>>> = {
  v1: async ({ follower: { person } }, chat) => {
    const { name, participants } = await v1Entry(person, chat);
    return { name, members: participants.map(({ user_id }: Json) => [user_id, null]) };
  },
  connectbest: async ({ follower: { person } }, chat) => {
    const { name, members } = (await get(person, `/api/chat/channels/${uuidOf(chat.id)}`)).channel;
    return { name, members: members.map(({ userId, role }: Json) => [userId, role]) };
  },
  chatrooms: async ({ follower: { person } }, chat) => {
    const { chatroom, members } = (await get(person, `/chatrooms/${uuidOf(chat.id)}`)).data;
    return { name: chatroom.name, members: members.map(({ user_id, role }: Json) => [user_id, role]) };
  },
  reals2chat: () => Promise.reject(new Error('shows no groups')),
  umoc: async ({ follower }, { num }) => {
    const { name, members } = await follower.askUmoc('get_chat_info', { chat_id: num, is_group: true });
    return { name, members: members.map(({ user_id, is_admin }: Json) => [String(user_id), is_admin ? 'admin' : 'member']) };
  },
};

export const sorted = (seats: Iterable<Seat>): readonly Seat[] => [...seats].sort(([one], [other]) => (one < other ? -1 : 1));

/** The group as the client's dialect shows it now. */
export const fetchRoom = async (client: Client, chat: Chat): Promise<Room> => {
  const { name, members } = await rooms[client.follower.dialect](client, chat);
  return { name, members: sorted(members) };
};
