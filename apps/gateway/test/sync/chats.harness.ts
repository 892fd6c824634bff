import { parseId } from '@parley/contracts';
import { http, type Json } from '@parley/testing';
import { expectStatus, makeGroup, openDirect, type Person } from '../v1/v1.harness.js';
import { UmocClient } from '../umoc/umoc.harness.js';
import type { Chat } from './follower.harness.js';

const uuidOf = (id: string): string => parseId(id) ?? '';

/** Acts that v1 has no way of are done through ConnectBest, by whose routes a channel is any conversation. */
export const inChannel = async ({ token }: Person, method: string, id: string, path: string, body?: object): Promise<Json> => {
  const answer = await http(method, `/api/chat/channels/${uuidOf(id)}${path}`, { token, ...(body === undefined ? {} : { body }) }, 0);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** The chats of a person as UMOC numbers them, by name. */
const umocChats = async ({ token }: Person): Promise<readonly Json[]> => {
  const { sid } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  const client = await UmocClient.open({ sessionID: sid, token }, 0);
  const chats = await client.call('get_chats', {}, 'chats');
  client.io.close();
  return chats;
};

/** A group of v1, as the follower calls it. */
export const groupOf = async (owner: Person, follower: Person, others: readonly Person[], name: string): Promise<Chat> => {
  const id = await makeGroup(owner, name, [follower, ...others]);
  const found = (await umocChats(follower)).find((chat) => chat.is_group && chat.name === name);
  return { id, isGroup: true, num: found.id };
};

/** Both of them have an account; `first` writes the first message, without which UMOC lists no chat. */
export const directOf = async (follower: Person, other: Person): Promise<Chat> => {
  const id = await openDirect(follower, other);
  const text = Buffer.from('first').toString('base64');
  const body = { content_encrypted: text, message_type: 'text' };
  expectStatus(await http('POST', `/v1/conversations/${id}/messages`, { token: other.token, body }, 0), 201);
  const found = (await umocChats(follower)).find((chat) => chat.username === other.username);
  return { id, isGroup: false, num: found.id };
};
