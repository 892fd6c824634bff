import { uniqueName, type Json } from '@parley/testing';
import { plain, sendText, textFrame } from '../../chatrooms/chatrooms.harness.js';
import { base64 } from '../../v1/v1.harness.js';
import { call, hex, umocTarget, type Dialect, type Place, type Player } from './cast.harness.js';

/** Who acts, on whom it has an effect, and where. */
export interface Scene {
  readonly actor: Player;
  readonly other: Player;
  readonly place: Place;
}

/** One act in the dialects that can express it. */
export type Acts<A extends readonly unknown[], R> = Partial<Readonly<Record<Dialect, (scene: Scene, ...args: A) => Promise<R>>>>;

const connectbestPath = ({ id }: Place, messageId: string, rest = ''): string => `/api/chat/channels/${id}/messages/${messageId}${rest}`;
const chatroomsPath = ({ id }: Place, messageId: string, rest = ''): string => `/chatrooms/${id}/messages/${messageId}${rest}`;

/** Sends a text: the message's id in hexadecimal. */
export const sends: Acts<[text: string], string> = {
  connectbest: async ({ actor, place }, content) => hex((await call(actor, 'POST', connectbestPath(place, 'send'), { content })).message.id),
  chatrooms: async ({ actor, place }, text) => hex((await sendText(actor.chatrooms, place.id, text)).id),
  reals2chat: async ({ actor, other }, text) => (await call(actor, 'POST', '/api/messages/send', { recipientId: hex(other.id), text }))._id,
  umoc: async ({ actor, other, place }, content) => hex((await actor.umoc.ask('send_message', { ...umocTarget(place, other), content })).message_id),
  v1: async ({ actor, place }, text) => {
    const body = { content_encrypted: base64(text), message_type: 'text' };
    return hex((await call(actor, 'POST', `/v1/conversations/${place.id}/messages`, body)).data.message_id);
  },
};

/** Answers a message: a thread in ConnectBest, a quote elsewhere (C51). */
export const replies: Acts<[to: string, text: string], string> = {
  connectbest: async ({ actor, place }, parentMessageId, content) =>
    hex((await call(actor, 'POST', connectbestPath(place, 'send'), { content, parentMessageId })).message.id),
  chatrooms: async ({ actor, place }, to, text) => {
    const client_id = uniqueName('r');
    actor.chatrooms.send('send_message', { ...textFrame(place.id, text, client_id), reply_to: to });
    return hex((await actor.chatrooms.next('message_received', (data: Json) => data.client_id === client_id)).message.id);
  },
  v1: async ({ actor, place }, to, text) => {
    const body = { content_encrypted: base64(text), message_type: 'text', reply_to_message_id: `msg_${to}` };
    return hex((await call(actor, 'POST', `/v1/conversations/${place.id}/messages`, body)).data.message_id);
  },
};

export const edits: Acts<[id: string, text: string], unknown> = {
  connectbest: ({ actor, place }, id, content) => call(actor, 'PUT', connectbestPath(place, id), { content }),
  chatrooms: ({ actor, place }, id, text) => call(actor, 'PUT', chatroomsPath(place, id), { content: plain(text) }),
  v1: ({ actor }, id, text) => call(actor, 'PUT', `/v1/messages/msg_${id}`, { content_encrypted: base64(text) }),
};

/** For everyone. */
export const deletions: Acts<[id: string], unknown> = {
  connectbest: ({ actor, place }, id) => call(actor, 'DELETE', connectbestPath(place, id)),
  chatrooms: ({ actor, place }, id) => call(actor, 'DELETE', chatroomsPath(place, id)),
  umoc: ({ actor }, id) => actor.umoc.ask('delete_message', { message_id: id }),
  v1: ({ actor }, id) => call(actor, 'DELETE', `/v1/messages/msg_${id}?delete_for=everyone`),
};

export const reactions: Acts<[id: string, emoji: string], unknown> = {
  connectbest: ({ actor, place }, id, emoji) => call(actor, 'POST', connectbestPath(place, id, '/reactions'), { emoji }),
  chatrooms: ({ actor, place }, id, emoji) => call(actor, 'POST', chatroomsPath(place, id, '/reactions'), { emoji }),
  v1: ({ actor }, id, emoji) => call(actor, 'POST', `/v1/messages/msg_${id}/reactions`, { emoji }),
};

export const reactionEnds: Acts<[id: string, emoji: string], unknown> = {
  connectbest: ({ actor, place }, id) => call(actor, 'DELETE', connectbestPath(place, id, '/reactions')),
  v1: ({ actor }, id, emoji) => call(actor, 'DELETE', `/v1/messages/msg_${id}/reactions?emoji=${encodeURIComponent(emoji)}`),
};

export const pins: Acts<[id: string], unknown> = {
  connectbest: ({ actor, place }, id) => call(actor, 'POST', connectbestPath(place, id, '/pin')),
};

export const unpins: Acts<[id: string], unknown> = {
  connectbest: ({ actor, place }, id) => call(actor, 'DELETE', connectbestPath(place, id, '/pin')),
};

/** For himself alone (C54). */
export const hidings: Acts<[id: string], unknown> = {
  v1: ({ actor }, id) => call(actor, 'DELETE', `/v1/messages/msg_${id}?delete_for=me`),
};

/** Reads a message of the other one's: explicitly, or by looking at the history (C45). */
export const reads: Acts<[id: string], unknown> = {
  connectbest: ({ actor, place }) => call(actor, 'GET', `/api/chat/channels/${place.id}/messages`),
  chatrooms: async ({ actor, place }, id) => actor.chatrooms.send('message_read', { chatroom_id: place.id, message_id: id }),
  reals2chat: ({ actor, other }) => call(actor, 'GET', `/api/messages/${hex(other.id)}`),
  umoc: async ({ actor, other }, id) => actor.umoc.send('read_receipt', { message_ids: [id], sender_id: other.num }),
  v1: ({ actor, place }, id) => call(actor, 'POST', `/v1/conversations/${place.id}/read`, { message_id: `msg_${id}` }),
};

/** Says that he types, or that he does no more. */
export const typings: Acts<[on: boolean], void> = {
  connectbest: async ({ actor, place }, on) => actor.typing.send(on ? 'typing:start' : 'typing:stop', { channelId: place.id }),
  chatrooms: async ({ actor, place }, on) => actor.chatrooms.send(on ? 'typing_start' : 'typing_stop', { chatroom_id: place.id }),
  reals2chat: async ({ actor, other }, on) => actor.reals2chat.send(on ? 'typing' : 'stopTyping', { recipientId: hex(other.id) }),
  umoc: async ({ actor, other, place }, on) => actor.umoc.send('typing', { ...umocTarget(place, other), is_typing: on }),
  v1: async ({ actor, place }, on) => actor.v1.send('typing', { conversation_id: place.id, is_typing: on }),
};
