import { http, type Json } from '@parley/testing';
import { dataOf, register, type Person } from './chatrooms.harness.js';

/** The worked example of the repository, as a client's author would take it. */
const example = async (file: string): Promise<Json> => import(new URL(`../../../../examples/encrypted-chatroom/${file}`, import.meta.url).href);

export interface Keyholder extends Person {
  readonly privateKey: unknown;
  readonly publicKey: string;
  readonly api: (method: string, path: string, body?: object) => Promise<Json>;
}

/** Somebody with a pair of keys, whose public half is in his profile. */
export const makeKeyholder = async (stem: string): Promise<Keyholder> => {
  const [{ makeIdentity }, { chatroomsApi }] = await Promise.all([example('room-crypto.mjs'), example('chatrooms-api.mjs')]);
  const [person, { privateKey, publicKey }] = await Promise.all([register(stem), makeIdentity()]);
  dataOf(await http('PUT', '/users/me', { token: person.token, body: { public_key: publicKey } }, 0), 200);
  const url = (process.env['FLEET_URLS'] ?? '').split(',')[0];
  return { ...person, privateKey, publicKey, api: chatroomsApi(url, person.token) };
};

/** His view of a chatroom. */
export const encryptedChatroom = async ({ api, privateKey }: Keyholder, chatroomId: string): Promise<Json> => {
  const { EncryptedChatroom } = await example('encrypted-chatroom.mjs');
  return new EncryptedChatroom(api, chatroomId, privateKey);
};
