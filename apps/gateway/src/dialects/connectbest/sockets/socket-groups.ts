import type { AnyId, ConversationId, messaging } from '@parley/contracts';
import { roomOf } from '../../../realtime/rooms.js';

/** The namespaces of section 12 and how the names of their events begin. */
export const eventPrefixes = {
  call: ['call:', 'huddle:'],
  messages: ['message:'],
  notifications: ['notification:'],
  presence: ['presence:'],
  typing: ['typing:'],
} as const;

export type SocketGroup = keyof typeof eventPrefixes;

const socketGroups = Object.keys(eventPrefixes) as readonly SocketGroup[];

/** The path, and Socket.IO namespace, that carries every group (C04). */
export const multiplexPath = '/ws';

/** Every path, and Socket.IO namespace, of this dialect. */
export const socketPaths: readonly string[] = [multiplexPath, ...socketGroups.map((group) => `${multiplexPath}/${group}`)];

/** What a socket on one of our paths hears. */
export const groupsOf = (path: string): readonly SocketGroup[] =>
  path === multiplexPath ? socketGroups : socketGroups.filter((group) => path === `${multiplexPath}/${group}`);

/** Groups whose events go to conversations: their sockets join the room of each. */
export const conversationGroups = ['messages', 'typing'] as const satisfies readonly SocketGroup[];

export const groupRoom = (group: SocketGroup, kind: 'user' | 'conversation', id: AnyId): string => roomOf('connectbest', `${group}.${kind}`, id);

/** Where a socket of a path hears a channel, in the groups it carries. */
export const roomsOfChannel = (path: string) => {
  const heard = conversationGroups.filter((group) => groupsOf(path).includes(group));
  return (id: ConversationId): readonly string[] => heard.map((group) => groupRoom(group, 'conversation', id));
};

/** Everybody who hears presence. */
export const presenceRoom = 'connectbest/presence/all';

/** Where a group's events of a conversation go: to both people of a direct one, else to its own room. */
export const roomsOfConversation = (group: SocketGroup, { id, pair }: messaging.ConversationCard): readonly string[] =>
  pair === null ? [groupRoom(group, 'conversation', id)] : pair.map((person) => groupRoom(group, 'user', person.id));
