import { eventually, type Json } from '@parley/testing';
import { expect } from '@jest/globals';
import { base64 } from '../../v1/v1.harness.js';
import { call, hex, type Dialect, type Place, type Player } from './cast.harness.js';

/** What one who is there sees of an act, in the dialects that can see it; resolves once he has. */
export type Sights<A extends readonly unknown[]> = Partial<Readonly<Record<Dialect, (who: Player, place: Place, ...args: A) => Promise<unknown>>>>;

const isId = (given: unknown, id: string): boolean => typeof given === 'string' && hex(given) === id;

/** Reals2Chat tells of few things: others are there when the history is fetched next. */
const historyOfReals2Chat = async (who: Player, other: Player): Promise<Json[]> =>
  (await call(who, 'GET', `/api/messages/${hex(other.id)}`)).messages;

/** Told with its text. */
export const sent: Sights<[id: string, text: string]> = {
  connectbest: ({ connectbest }, _place, id, text) => connectbest.next('message:new', (data) => isId(data.id, id) && data.content === text),
  chatrooms: ({ chatrooms }, _place, id, text) =>
    chatrooms.next('message_received', ({ message }) => isId(message.id, id) && message.content.encrypted_data === base64(text)),
  reals2chat: ({ reals2chat }, _place, id, text) => reals2chat.next('receiveMessage', (data) => data._id === id && data.text === text),
  umoc: ({ umoc }, _place, id, text) => umoc.io.next('new_message', (data) => isId(data.message_id, id) && data.content === text),
  v1: ({ v1 }, _place, id, text) =>
    v1.next('message_received', ({ message }) => message.message_id === `msg_${id}` && message.content_encrypted === base64(text)),
};

/** As an answer, where the dialect has answers. */
export const answered: Sights<[id: string, to: string, isThread: boolean]> = {
  connectbest: async ({ connectbest }, _place, id, to, isThread) => {
    const data = await connectbest.next('message:new', (one) => isId(one.id, id));
    expect(data.parentMessageId === undefined ? null : hex(data.parentMessageId)).toBe(isThread ? to : null);
  },
  chatrooms: ({ chatrooms }, _place, id, to) =>
    chatrooms.next('message_received', ({ message }) => isId(message.id, id) && isId(message.reply_to, to)),
  umoc: ({ umoc }, _place, id) => umoc.io.next('new_message', (data) => isId(data.message_id, id)),
  v1: ({ v1 }, _place, id, to) =>
    v1.next('message_received', ({ message }) => message.message_id === `msg_${id}` && message.reply_to_message_id === `msg_${to}`),
};

export const edited = (other: Player): Sights<[id: string, text: string]> => ({
  connectbest: ({ connectbest }, _place, id, text) =>
    connectbest.next('message:updated', (data) => isId(data.id, id) && data.content === text && data.isEdited === true),
  chatrooms: ({ chatrooms }, _place, id, text) =>
    chatrooms.next(
      'message_updated',
      ({ message }) => isId(message.id, id) && message.content.encrypted_data === base64(text) && message.edited_at !== null,
    ),
  reals2chat: (who, _place, id, text) =>
    eventually(async () => expect((await historyOfReals2Chat(who, other)).find(({ _id }) => _id === id)).toMatchObject({ text }), 5_000),
  umoc: ({ umoc }, _place, id, text) => umoc.io.next('message_edited', (data) => isId(data.message_id, id) && data.content === text),
  v1: ({ v1 }, _place, id, text) =>
    v1.next(
      'message_updated',
      ({ message }) => message.message_id === `msg_${id}` && message.content_encrypted === base64(text) && message.is_edited === true,
    ),
});

export const deleted = (other: Player): Sights<[id: string]> => ({
  connectbest: ({ connectbest }, _place, id) => connectbest.next('message:deleted', (data) => isId(data.messageId, id)),
  chatrooms: ({ chatrooms }, _place, id) => chatrooms.next('message_deleted', (data) => isId(data.message_id, id)),
  reals2chat: (who, _place, id) =>
    eventually(async () => expect((await historyOfReals2Chat(who, other)).map(({ _id }) => _id)).not.toContain(id), 5_000),
  umoc: ({ umoc }, _place, id) => umoc.io.next('message_deleted', (data) => isId(data.message_id, id)),
  v1: ({ v1 }, _place, id) => v1.next('message_deleted', (data) => data.message_id === `msg_${id}` && data.delete_for === 'everyone'),
});

export const reacted: Sights<[id: string, emoji: string, by: Player]> = {
  connectbest: ({ connectbest }, _place, id, emoji, by) =>
    connectbest.next('message:reaction', ({ messageId, reaction }) => isId(messageId, id) && reaction.emoji === emoji && reaction.userId === by.id),
  chatrooms: ({ chatrooms }, _place, id, emoji, by) =>
    chatrooms.next(
      'reaction_updated',
      (data) => isId(data.message_id, id) && data.reactions.some((one: Json) => one.emoji === emoji && one.user_id === by.id),
    ),
  v1: ({ v1 }, _place, id, emoji, by) =>
    v1.next('reaction_updated', (data) => data.message_id === `msg_${id}` && data.reactions[emoji]?.includes(`usr_${hex(by.id)}`) === true),
};

export const unreacted: Sights<[id: string, emoji: string]> = {
  connectbest: ({ connectbest }, _place, id) => connectbest.next('message:updated', (data) => isId(data.id, id) && data.reactions.length === 0),
  chatrooms: ({ chatrooms }, _place, id) =>
    chatrooms.next('message_updated', ({ message }) => isId(message.id, id) && message.reactions.length === 0),
  v1: ({ v1 }, _place, id, emoji) =>
    v1.next('message_updated', ({ message }) => message.message_id === `msg_${id}` && message.reactions[emoji] === undefined),
};

/** ConnectBest alone has a word for a pin; all rooms read the system's line about it, and about its end (C44). */
export const pinned: Sights<[id: string, on: boolean, line: string]> = {
  connectbest: ({ connectbest }, _place, id, on) => connectbest.next('message:updated', (data) => isId(data.id, id) && data.isPinned === on),
  chatrooms: ({ chatrooms }, place, _id, _on, line) =>
    chatrooms.next(
      'message_received',
      ({ message }) => message.chatroom_id === place.id && message.message_type === 'system' && message.content.encrypted_data === base64(line),
    ),
  umoc: ({ umoc }, { num }, _id, _on, line) => umoc.io.next('new_message', (data) => data.recipient_id === num && data.content === line),
  v1: ({ v1 }, place, _id, _on, line) =>
    v1.next(
      'message_received',
      ({ conversation_id, message }) =>
        conversation_id === `conv_${hex(place.id)}` && message.content_encrypted === base64(line) && message.metadata.system === true,
    ),
};

/** The author hears that his message was read (C45); ConnectBest has no word for it. */
export const wasRead: Sights<[id: string, by: Player]> = {
  chatrooms: ({ chatrooms }, _place, id, by) => chatrooms.next('message_read', (data) => isId(data.message_id, id) && data.user_id === by.id),
  reals2chat: ({ reals2chat }, _place, id) => reals2chat.next('messageStatus', (data) => data.messageId === id && data.status === 'read'),
  umoc: ({ umoc }, _place, id, by) =>
    umoc.io.next('messages_read', (data) => data.reader_id === by.num && data.message_ids.some((one: string) => isId(one, id))),
  v1: ({ v1 }, _place, id, by) => v1.next('message_read', (data) => data.message_id === `msg_${id}` && data.read_by === `usr_${hex(by.id)}`),
};

export const typed: Sights<[by: Player, on: boolean]> = {
  connectbest: ({ typing }, place, by, on) =>
    typing.next('typing:user', (data) => data.channelId === place.id && data.userId === by.id && data.typing === on),
  chatrooms: ({ chatrooms }, place, by, on) =>
    chatrooms.next('typing_indicator', (data) => data.chatroom_id === place.id && data.user_id === by.id && data.is_typing === on),
  reals2chat: ({ reals2chat }, _place, by, on) => reals2chat.next('typingStatus', (data) => data.senderId === hex(by.id) && data.isTyping === on),
  umoc: ({ umoc }, _place, by, on) => umoc.io.next('typing_indicator', (data) => data.user_id === by.num && data.is_typing === on),
  v1: ({ v1 }, place, by, on) =>
    v1.next('typing', (data) => data.conversation_id === `conv_${hex(place.id)}` && data.user_id === `usr_${hex(by.id)}` && data.is_typing === on),
};

/** The newest messages as a fresh fetch shows them: their ids in hexadecimal. */
export const histories: Partial<Readonly<Record<Dialect, (who: Player, place: Place, other: Player) => Promise<readonly string[]>>>> = {
  connectbest: async (who, { id }) => (await call(who, 'GET', `/api/chat/channels/${id}/messages`)).messages.map((one: Json) => hex(one.id)),
  chatrooms: async (who, { id }) => (await call(who, 'GET', `/chatrooms/${id}/messages`)).data.messages.map((one: Json) => hex(one.id)),
  reals2chat: async (who, _place, other) => (await historyOfReals2Chat(who, other)).map(({ _id }) => _id),
  umoc: async (who, { num }, other) => {
    const { messages } = await who.umoc.ask('get_chat_history', { chat_id: num ?? other.num, is_group: num !== null, page_size: 50 });
    return messages.map((one: Json) => hex(one.message_id));
  },
  v1: async (who, { id }) => (await call(who, 'GET', `/v1/conversations/${id}/messages`)).data.messages.map((one: Json) => hex(one.message_id)),
};
