import { expect } from '@jest/globals';
import { hexOf, parseId } from '@parley/contracts';
import { http, IoClient, WsClient, type HeardEvent, type Json } from '@parley/testing';
import { register, settled as settledChatrooms } from '../../chatrooms/chatrooms.harness.js';
import { settled as settledConnectBest } from '../../connectbest/connectbest.harness.js';
import { UmocClient } from '../../umoc/umoc.harness.js';

export const dialects = ['connectbest', 'chatrooms', 'reals2chat', 'umoc', 'v1'] as const;
export type Dialect = (typeof dialects)[number];

/** What a dialect that has a part in something does there. */
export const need = <T>(table: Partial<Record<Dialect, T>>, dialect: Dialect): T => {
  const found = table[dialect];
  if (found === undefined) throw new Error(`${dialect} has no part in this`);
  return found;
};

/** The 24 hexadecimal digits of an id in any rendering: what all dialects agree on. */
export const hex = (id: string): string => {
  const known = parseId(id);
  if (known === null) throw new Error(`no id: ${id}`);
  return hexOf(known);
};

/** What everybody hears who connects; errors answer what he has asked himself, to know that his socket has settled. */
const greetings = ['connection_successful', 'auth_success', 'error'];

/** One account that is connected in every dialect at once: any token of the server will do (C12). */
export interface Player {
  /** UUID. */
  readonly id: string;
  readonly num: number;
  readonly username: string;
  readonly name: string;
  readonly token: string;
  readonly connectbest: WsClient;
  readonly typing: WsClient;
  readonly chatrooms: WsClient;
  readonly reals2chat: IoClient;
  readonly umoc: UmocClient;
  readonly v1: WsClient;
  /** In every dialect. */
  close(): void;
}

/** All that somebody has heard so far, in whichever dialect. */
export const heardBy = ({ connectbest, typing, chatrooms, reals2chat, umoc, v1 }: Player): readonly HeardEvent[] =>
  [connectbest, typing, chatrooms, reals2chat, umoc.io, v1].flatMap(({ all }) => all);

const claimsOf = (token: string): { readonly sid: string } => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

/** Somebody new, with his sockets on one gateway. */
export const enter = async (stem: string, gateway: number): Promise<Player> => {
  const { id, username, displayName: name, token } = await register(stem);
  const ws = (path: string, style: 'event' | 'type') => WsClient.open(`${path}?token=${token}`, style, gateway, {});
  const [connectbest, typing, chatrooms, v1] = await Promise.all([
    ws('/ws/messages', 'event'),
    ws('/ws/typing', 'event'),
    ws('/ws', 'event'),
    ws('/', 'type'),
  ]);
  const [reals2chat, umoc] = await Promise.all([
    IoClient.open('/', { token }, gateway),
    UmocClient.open({ sessionID: claimsOf(token).sid, token }, gateway),
  ]);
  v1.send('auth', { token });
  await Promise.all([v1.next('auth_success'), settledConnectBest(connectbest), settledConnectBest(typing), settledChatrooms(chatrooms)]);
  const { user_id: num } = await umoc.io.next('connection_successful');
  const close = (): void => [connectbest, typing, chatrooms, v1, reals2chat, umoc.io].forEach((socket) => socket.close());
  return { id, num, username, name, token, connectbest, typing, chatrooms, reals2chat, umoc, v1, close };
};

/** He has heard nothing of people and conversations that are not his. */
export const expectGreetingsOnly = (who: Player): void => expect(heardBy(who).filter(({ event }) => !greetings.includes(event))).toEqual([]);

/** Every dialect that can act, with every dialect that can see it. */
export const pairsOf = (able: object, seeing: object, kind: Place['kind']): readonly (readonly [Dialect, Dialect])[] =>
  dialects
    .filter((dialect) => dialect in able)
    .flatMap((actor) => dialects.filter((dialect) => dialect in seeing).map((viewer) => [actor, viewer] as const))
    // Rooms are invisible to Reals2Chat (C38).
    .filter((pair) => kind === 'direct' || !pair.includes('reals2chat'));

/** A conversation of players, as each dialect addresses it. */
export interface Place {
  /** UUID. */
  readonly id: string;
  readonly kind: 'direct' | 'room';
  /** UMOC's number of a room. */
  readonly num: number | null;
}

/** A call over HTTP; refuses any answer but a success. */
export const call = async ({ token }: Pick<Player, 'token'>, method: string, path: string, body?: object): Promise<Json> => {
  const answer = await http(method, path, { token, ...(body === undefined ? {} : { body }) }, 0);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** Chatrooms sockets hear a room once they have joined it. */
export const subscribe = async (place: Place, players: readonly Player[]): Promise<void> => {
  for (const { chatrooms } of players) {
    chatrooms.send('join_chatroom', { chatroom_id: place.id });
    await settledChatrooms(chatrooms);
  }
};

export const openDirect = async (one: Player, other: Player): Promise<Place> => {
  const { dm } = await call(one, 'POST', '/api/dms', { userId: other.id });
  return { id: dm.id, kind: 'direct', num: null };
};

export const openRoom = async (owner: Player, others: readonly Player[]): Promise<Place> => {
  const { data } = await call(owner, 'POST', '/v1/conversations', { type: 'group', name: 'Cross', participant_ids: others.map(({ id }) => id) });
  const chats: Json[] = await owner.umoc.ask('get_chats', {});
  const newest = chats.filter(({ is_group }) => is_group).reduce((one, two) => (one.id > two.id ? one : two));
  const { chatroom } = (await call(owner, 'GET', `/chatrooms/${data.conversation_id}`)).data;
  return { id: chatroom.id, kind: 'room', num: newest.id };
};

/** How a UMOC client names the other side of a place. */
export const umocTarget = ({ num }: Place, other: Player) =>
  num === null ? { recipient_id: other.num, is_group: false } : { recipient_id: num, is_group: true };
