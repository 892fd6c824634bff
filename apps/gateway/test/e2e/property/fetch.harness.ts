import { hexOf, parseId } from '@parley/contracts';
import { http, type Json } from '@parley/testing';
import type { Chat, DialectName } from '../../sync/follower.harness.js';
import type { Person } from '../../v1/v1.harness.js';
import type { Client } from './client.harness.js';
import { shownIn, type Shown } from './replica.harness.js';

/** A conversation as a client finds it that knows nothing yet. */
export interface Fresh {
  readonly messages: ReadonlyMap<string, Shown>;
  /** Null where the dialect lists none. */
  readonly members: ReadonlySet<string> | null;
}

const uuidOf = (id: string): string => parseId(id) ?? '';

const get = async ({ token }: Person, path: string): Promise<Json> => {
  const { status, body } = await http('GET', path, { token }, 1);
  if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
  return body;
};

/** Of v1, with what the dialect knows beyond the others: who has read what, and what the system wrote. */
export const v1History = async (person: Person, chat: Chat): Promise<readonly Json[]> =>
  (await get(person, `/v1/conversations/${chat.id}/messages?limit=100`)).data.messages;

export const v1Entry = async (person: Person, chat: Chat): Promise<Json> =>
  (await get(person, '/v1/conversations?limit=100')).data.conversations.find((one: Json) => one.conversation_id === chat.id);

type Fetched = readonly [messages: readonly Json[], members: readonly (string | number)[] | null];

const fetchers: Readonly<Record<DialectName, (client: Client, chat: Chat, other: Person) => Promise<Fetched>>> = {
  v1: async ({ follower: { person } }, chat) => {
    const messages = (await v1History(person, chat)).filter(({ is_deleted }) => is_deleted !== true);
    const { participants } = await v1Entry(person, chat);
    return [messages, chat.isGroup ? participants.map(({ user_id }: Json) => user_id) : null];
  },
  connectbest: async ({ follower: { person } }, chat) => {
    const { messages } = await get(person, `/api/chat/channels/${uuidOf(chat.id)}/messages?limit=100`);
    if (!chat.isGroup) return [messages, null];
    const { channel } = await get(person, `/api/chat/channels/${uuidOf(chat.id)}`);
    return [messages, channel.members.map(({ userId }: Json) => userId)];
  },
  chatrooms: async ({ follower: { person } }, chat) => {
    const { data } = await get(person, `/chatrooms/${uuidOf(chat.id)}/messages?limit=100`);
    const room = await get(person, `/chatrooms/${uuidOf(chat.id)}`);
    return [data.messages, chat.isGroup ? room.data.members.map(({ user_id }: Json) => user_id) : null];
  },
  reals2chat: async ({ follower: { person } }, _chat, other) => {
    const { messages } = await get(person, `/api/messages/${hexOf(parseId(other.id) ?? ('' as never))}?limit=100`);
    return [messages, null];
  },
  umoc: async ({ follower }, { num, isGroup }) => {
    const { messages } = await follower.askUmoc('get_chat_history', { chat_id: num, is_group: isGroup, page: 1, page_size: 100 });
    if (!isGroup) return [messages, null];
    const { members } = await follower.askUmoc('get_chat_info', { chat_id: num, is_group: true });
    return [messages, members.map(({ user_id }: Json) => user_id)];
  },
};

/** What the client's dialect answers now; at most the newest 100 messages. */
export const fetchAfresh = async (client: Client, chat: Chat, other: Person): Promise<Fresh> => {
  const { dialect } = client.follower;
  const [messages, members] = await fetchers[dialect](client, chat, other);
  return { messages: new Map(messages.map(shownIn[dialect])), members: members === null ? null : new Set(members.map(String)) };
};
