import { generateKeyPairSync, randomInt } from 'node:crypto';
import { http, IoClient, uniqueName, WsClient, type Json } from '@parley/testing';
import { uploadPictures } from './pictures.harness.js';
import { makeVerified, mailed, mustPost } from './sessions.harness.js';

export interface WholeLife {
  readonly id: string;
  readonly token: string;
  /** What tells who somebody is: nothing of it may stay when he is gone. */
  readonly traces: Readonly<Record<string, string>>;
  /** Addresses of his pictures. */
  readonly pictures: readonly string[];
  /** Somebody who knew him, and what was said in the rooms they shared. */
  readonly friend: { readonly id: string; readonly token: string };
  readonly rooms: Readonly<Record<string, { readonly id: string; readonly texts: readonly string[] }>>;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const ask = async (method: string, path: string, token: string, body?: object): Promise<Json> => {
  const answer = await http(method, path, { token, ...(body === undefined ? {} : { body }) }, 0);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** Somebody who leaves his name, address, number and picture in every feature of every dialect that takes them. */
export const liveWhole = async (): Promise<WholeLife> => {
  const username = uniqueName('gone');
  const email = `${uniqueName('mail')}@example.org`;
  const [phone, second] = [0, 1].map(() => `+49${randomInt(1_000_000_000, 10_000_000_000)}`) as [string, string];
  const password = 'Passw0rd!';
  const traces: Record<string, string> = { username, email, phone, second, 'first name': uniqueName('First') };
  const strange = { body: { email, password: 'not yet anybody' } };
  await http('POST', '/api/auth/login', strange, 0);
  const { data } = await mustPost('/v1/auth/register', { email, username, password, full_name: traces['first name'], phone });
  await http('POST', '/api/auth/register', { body: { email, password, name: 'Once more' } }, 1);
  await http('POST', '/auth/register', { body: { email: `${uniqueName('other')}@example.org`, username, password, display_name: 'Taken' } }, 1);
  await mustPost('/api/auth/verify-email', { email, code: await mailed(email, /\b\d{6}\b/) });
  const { token } = await mustPost('/api/auth/login', { email, password });
  const v1 = (await mustPost('/v1/auth/login', { email, password, device_id: (traces['device'] = uniqueName('device')) })).data.access_token;
  const umoc = await mustPost('/umoc/auth/login', { username, password });
  const made = await makeVerified('friend');
  const friend = { id: made.id, token: (await mustPost('/v1/auth/login', { email: made.email, password })).data.access_token };

  const { publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const public_key = (traces['public key'] = publicKey.toString('base64'));
  const name = (traces['name'] = uniqueName('Surname'));
  const picture = (traces['picture'] = `https://pictures.example.org/${uniqueName('face')}.png`);
  await ask('PUT', '/api/users/profile', token, { name, phone: second, statusMessage: (traces['status'] = uniqueName('feeling')) });
  await ask('PUT', '/users/me', token, { avatar_url: picture, public_key });
  await ask('PUT', '/v1/users/me', v1, { bio: (traces['bio'] = uniqueName('bio')), avatar_url: picture });
  await ask('POST', '/v1/notifications/push-token', v1, {
    device_id: traces['device'],
    platform: 'ios',
    push_token: (traces['push token'] = uniqueName('push')),
  });
  await ask('POST', '/v1/users/me/contacts', v1, { user_id: friend.id, message: `${name} here` });
  await ask('PUT', `/v1/users/me/contacts/${data.user_id}`, friend.token, { status: 'accepted' });

  const rooms = await talk({ id: data.user_id, token: v1 }, friend, name);
  await connect({ token, v1, umoc });
  await http(
    'POST',
    '/api/auth/login',
    { body: { email, password: 'wrong' }, headers: { 'user-agent': (traces['browser'] = uniqueName('browser')) } },
    0,
  );
  await mustPost('/api/auth/forgot-password', { email });
  await mailed(email, /token=/);
  await ask('POST', '/api/auth/2fa/enable', token, { phone: (traces['factor'] = `+49${randomInt(1_000_000_000, 10_000_000_000)}`) });
  await mailed(traces['factor'] ?? '', /\d{6}/);
  const pictures = await uploadPictures(token);
  Object.assign(traces, pictures.traces);
  return { id: data.user_id, token, traces, pictures: pictures.urls, friend, rooms };
};

/** A direct conversation and a group, with messages of both people in them. */
const talk = async (he: { readonly id: string; readonly token: string }, friend: { readonly id: string; readonly token: string }, name: string) => {
  const open = async (body: object): Promise<string> => (await ask('POST', '/v1/conversations', he.token, body)).data.conversation_id;
  const ids = {
    direct: await open({ type: 'direct', participant_id: friend.id }),
    group: await open({ type: 'group', name: `room ${uniqueName('x')}`, participant_ids: [friend.id] }),
  };
  const rooms: Record<string, { readonly id: string; readonly texts: readonly string[] }> = {};
  for (const [kind, id] of Object.entries(ids)) {
    const texts = [uniqueName('his words '), uniqueName('her words ')];
    for (const [n, token] of [he.token, friend.token].entries())
      await ask('POST', `/v1/conversations/${id}/messages`, token, { content_encrypted: base64(texts[n] ?? ''), message_type: 'text' });
    rooms[kind] = { id, texts };
    await ask('POST', `/api/chat/channels/${id}/messages/send`, he.token, { content: uniqueName('by ConnectBest ') });
  }
  await ask('PUT', `/v1/conversations/${ids.group}/metadata`, he.token, { is_pinned: true });
  // The system says who did it.
  const [{ id: said }] = (await ask('GET', `/api/chat/channels/${ids.group}/messages?limit=1`, he.token)).messages;
  await ask('POST', `/api/chat/channels/${ids.group}/messages/${said}/pin`, he.token);
  await ask('GET', `/api/users/search?query=${name}`, friend.token);
  return rooms;
};

/** On every kind of socket for a moment, so that presence, rooms and quotas know him. */
const connect = async ({ token, v1, umoc }: { readonly token: string; readonly v1: string; readonly umoc: Json }): Promise<void> => {
  const sockets = [
    await WsClient.open(`/ws?token=${token}`, 'event', 0, {}),
    await WsClient.open(`/v1?token=${v1}`, 'type', 1, {}),
    await IoClient.open('/', { token: v1 }, 0),
    await IoClient.open('/', { sessionID: umoc.sessionID, token: umoc.token }, 1),
  ];
  for (const socket of sockets) socket.close();
};
