import type { Json } from '@parley/testing';
import { base64 } from '../../v1/v1.harness.js';
import { call, hex, type Dialect, type Place, type Player } from './cast.harness.js';

/** Whom a list is asked of, about which conversation, with whom (in a direct one). */
type Looks = Partial<Readonly<Record<Dialect, (who: Player, place: Place, other: Player) => Promise<Json>>>>;

/** A conversation as each dialect lists it, or undefined; Reals2Chat lists none. */
export const entries: Looks = {
  connectbest: async (who, { id, kind }) =>
    kind === 'direct'
      ? (await call(who, 'GET', '/api/dms')).dms.find((one: Json) => one.id === id)
      : (await call(who, 'GET', '/api/chat/channels')).channels.find((one: Json) => one.id === id),
  chatrooms: async (who, { id }) => (await call(who, 'GET', '/chatrooms')).data.chatrooms.find((one: Json) => one.id === id),
  umoc: async (who, { num }, other) =>
    (await who.umoc.ask('get_chats', {})).find((one: Json) => one.is_group === (num !== null) && one.id === (num ?? other.num)),
  v1: async (who, { id }) =>
    (await call(who, 'GET', '/v1/conversations')).data.conversations.find((one: Json) => one.conversation_id === `conv_${hex(id)}`),
};

/** How many messages an entry says are unread. */
export const unreadOf: Readonly<Partial<Record<Dialect, (entry: Json) => number>>> = {
  connectbest: ({ unreadCount }) => unreadCount,
  chatrooms: ({ unread_count }) => unread_count,
  umoc: ({ unread_count }) => unread_count,
  v1: ({ unread_count }) => unread_count,
};

/** Whether an entry shows a text, in whichever form. */
export const shows = (entry: Json, text: string): boolean => [text, base64(text)].some((form) => JSON.stringify(entry).includes(form));

/** Opens a room of that name with a member. */
export const openings: Partial<Readonly<Record<Dialect, (owner: Player, name: string, member: Player) => Promise<unknown>>>> = {
  connectbest: async (owner, name, member) => {
    const { channel } = await call(owner, 'POST', '/api/chat/channels', { name, type: 'private' });
    return call(owner, 'POST', `/api/chat/channels/${channel.id}/members`, { userIds: [member.id] });
  },
  chatrooms: async (owner, name, member) => {
    const { chatroom } = (await call(owner, 'POST', '/chatrooms', { name })).data;
    const { invitation } = (await call(owner, 'POST', `/chatrooms/${chatroom.id}/invite`, {})).data;
    return call(member, 'POST', `/chatrooms/join/${invitation.invite_code}`);
  },
  umoc: (owner, name, member) => owner.umoc.call('create_group', { name, member_ids: [member.num] }, 'chat_info'),
  v1: (owner, name, member) => call(owner, 'POST', '/v1/conversations', { type: 'group', name, participant_ids: [member.id] }),
};

/** The names of all rooms that somebody is in. */
export const roomNames: Partial<Readonly<Record<Dialect, (who: Player) => Promise<readonly string[]>>>> = {
  connectbest: async (who) => (await call(who, 'GET', '/api/chat/channels')).channels.map(({ name }: Json) => name),
  chatrooms: async (who) => (await call(who, 'GET', '/chatrooms')).data.chatrooms.map(({ name }: Json) => name),
  umoc: async (who) => (await who.umoc.ask('get_chats', {})).map(({ name }: Json) => name),
  v1: async (who) => (await call(who, 'GET', '/v1/conversations')).data.conversations.map(({ name }: Json) => name),
};

/** Pins a direct conversation in one's own list, or takes it off (C56). */
export const chatPins: Partial<Readonly<Record<Dialect, (who: Player, place: Place, other: Player, on: boolean) => Promise<unknown>>>> = {
  reals2chat: (who, _place, other, isPinned) => call(who, 'PUT', `/api/conversations/${hex(other.id)}/metadata`, { isPinned }),
  v1: (who, { id }, _other, is_pinned) => call(who, 'PUT', `/v1/conversations/conv_${hex(id)}/metadata`, { is_pinned }),
};

/** Whether it is pinned there. */
export const chatPinned: Looks = {
  reals2chat: async (who, _place, other) => (await call(who, 'GET', `/api/conversations/${hex(other.id)}/metadata`)).metadata.isPinned,
  v1: async (who, { id }) =>
    (await call(who, 'GET', '/v1/conversations')).data.conversations.find((one: Json) => one.conversation_id === `conv_${hex(id)}`).is_pinned,
};
