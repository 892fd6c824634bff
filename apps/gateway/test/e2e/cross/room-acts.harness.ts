import { eventually, type Json } from '@parley/testing';
import { expect } from '@jest/globals';
import { base64 } from '../../v1/v1.harness.js';
import { call, hex, need, type Dialect, type Place, type Player } from './cast.harness.js';

type RoomActs<A extends readonly unknown[]> = Partial<Readonly<Record<Dialect, (actor: Player, place: Place, ...args: A) => Promise<unknown>>>>;

export const renames: RoomActs<[name: string]> = {
  connectbest: (actor, { id }, name) => call(actor, 'PUT', `/api/chat/channels/${id}`, { name }),
  chatrooms: (actor, { id }, name) => call(actor, 'PUT', `/chatrooms/${id}`, { name }),
  v1: (actor, { id }, name) => call(actor, 'PUT', `/v1/conversations/${id}`, { name }),
};

/** Chatrooms brings people in by invitation. */
export const additions: RoomActs<[newcomer: Player]> = {
  connectbest: (actor, { id }, newcomer) => call(actor, 'POST', `/api/chat/channels/${id}/members`, { userIds: [newcomer.id] }),
  chatrooms: async (actor, { id }, newcomer) => {
    const { invitation } = (await call(actor, 'POST', `/chatrooms/${id}/invite`, {})).data;
    return call(newcomer, 'POST', `/chatrooms/join/${invitation.invite_code}`);
  },
  v1: (actor, { id }, newcomer) => call(actor, 'POST', `/v1/conversations/${id}/participants`, { participant_ids: [newcomer.id] }),
};

export const removals: RoomActs<[member: Player]> = {
  connectbest: (actor, { id }, member) => call(actor, 'DELETE', `/api/chat/channels/${id}/members/${member.id}`),
  v1: (actor, { id }, member) => call(actor, 'DELETE', `/v1/conversations/${id}/participants/${member.id}`),
};

/** The owner makes a member an admin, which chatrooms calls a moderator, or a member again (C29). */
export const roleChanges: RoomActs<[member: Player, isAdmin: boolean]> = {
  connectbest: (actor, { id }, member, isAdmin) =>
    call(actor, 'PUT', `/api/chat/channels/${id}/members/${member.id}`, { role: isAdmin ? 'admin' : 'member' }),
  chatrooms: (actor, { id }, member, isAdmin) =>
    call(actor, 'PUT', `/chatrooms/${id}/members/${member.id}`, { role: isAdmin ? 'moderator' : 'member' }),
};

export const departures: RoomActs<[]> = {
  connectbest: (actor, { id }) => call(actor, 'DELETE', `/api/chat/channels/${id}/members/${actor.id}`),
  chatrooms: (actor, { id }) => call(actor, 'POST', `/chatrooms/${id}/leave`),
  v1: (actor, { id }) => call(actor, 'DELETE', `/v1/conversations/${id}`),
};

export const closings: RoomActs<[]> = {
  connectbest: (actor, { id }) => call(actor, 'DELETE', `/api/chat/channels/${id}`),
  chatrooms: (actor, { id }) => call(actor, 'DELETE', `/chatrooms/${id}`),
};

/** What the system says of it (C44), as a member hears it. */
export const lines: Partial<Readonly<Record<Dialect, (who: Player, place: Place, line: string) => Promise<Json>>>> = {
  connectbest: ({ connectbest }, { id }, line) =>
    connectbest.next('message:new', (data) => data.channelId === id && data.content === line && data.type === 'system'),
  chatrooms: ({ chatrooms }, { id }, line) =>
    chatrooms.next(
      'message_received',
      ({ message }) => message.chatroom_id === id && message.message_type === 'system' && message.content.encrypted_data === base64(line),
    ),
  umoc: ({ umoc }, { num }, line) => umoc.io.next('new_message', (data) => data.is_group && data.recipient_id === num && data.content === line),
  v1: ({ v1 }, { id }, line) =>
    v1.next(
      'message_received',
      ({ conversation_id, message }) =>
        conversation_id === `conv_${hex(id)}` && message.content_encrypted === base64(line) && message.metadata.system,
    ),
};

/** The room as each dialect lists it, or undefined. */
export const listed: Partial<Readonly<Record<Dialect, (who: Player, place: Place) => Promise<Json>>>> = {
  connectbest: async (who, { id }) => (await call(who, 'GET', '/api/chat/channels')).channels.find((one: Json) => one.id === id),
  chatrooms: async (who, { id }) => (await call(who, 'GET', '/chatrooms')).data.chatrooms.find((one: Json) => one.id === id),
  umoc: async (who, { num }) => (await who.umoc.ask('get_chats', {})).find((one: Json) => one.is_group && one.id === num),
  v1: async (who, { id }) =>
    (await call(who, 'GET', '/v1/conversations')).data.conversations.find((one: Json) => one.conversation_id === `conv_${hex(id)}`),
};

/** Whether a fresh fetch shows a member as an admin; v1 shows nobody's role. */
export const roles: Partial<Readonly<Record<Dialect, (who: Player, place: Place, member: Player) => Promise<boolean>>>> = {
  connectbest: async (who, { id }, member) =>
    (await call(who, 'GET', `/api/chat/channels/${id}`)).channel.members.find((one: Json) => one.userId === member.id).role === 'admin',
  chatrooms: async (who, { id }, member) =>
    (await call(who, 'GET', `/chatrooms/${id}`)).data.members.find((one: Json) => one.user_id === member.id).role === 'moderator',
  umoc: async (who, { num }, member) =>
    (await who.umoc.ask('get_chat_info', { chat_id: num, is_group: true })).members.find((one: Json) => one.user_id === member.num).is_admin,
};

const memberCounts: Partial<Readonly<Record<Dialect, (shown: Json) => number>>> = {
  connectbest: ({ memberCount }) => memberCount,
  chatrooms: ({ member_count }) => member_count,
  umoc: ({ member_count }) => member_count,
  v1: ({ participants }) => participants.length,
};

/** Every list agrees on how many there are; null where the room is gone. */
export const expectListed = (who: Player, place: Place, dialect: Dialect, members: number | null): Promise<void> =>
  eventually(async () => {
    const shown = await need(listed, dialect)(who, place);
    expect(shown === undefined ? null : need(memberCounts, dialect)(shown)).toBe(members);
  }, 5_000);
