import { randomInt } from 'node:crypto';
import { eventually, http, IoClient, nextMail, uniqueName, WsClient, type Json } from '@parley/testing';
import { generateSync } from 'otplib';
import { adminToken, makeVerified, mailed, mustPost } from './sessions.harness.js';
import { newAddress, postFrom } from './stranger.harness.js';

export interface SecretLife {
  /** Never to be found but where they are meant to go. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What people say to each other: in no log line. */
  readonly words: Readonly<Record<string, string>>;
}

const refreshCookie = (headers: Headers): string =>
  /cb_refresh=([^;]+)/.exec(headers.getSetCookie().find((cookie) => cookie.startsWith('cb_refresh=')) ?? '')?.[1] ?? '';

/** Logs somebody in everywhere, with each kind of secret, rightly and wrongly, and lets things fail that carry one. */
export const liveWithSecrets = async (): Promise<SecretLife> => {
  const secrets: Record<string, string> = {};
  const keep = <T extends string>(name: string, secret: T): T => {
    if (secret.length < 6) throw new Error(`${name} is missing`);
    secrets[name] = secret;
    return secret;
  };
  const username = uniqueName('sec');
  const email = `${username}@example.org`;
  const password = keep('password', `Pw1-${uniqueName('secret')}`);
  await mustPost('/v1/auth/register', { email, username, password, full_name: 'Sec' });
  await mustPost('/api/auth/verify-email', { email, code: keep('verification code', await mailed(email, /\b\d{6}\b/)) });

  const cb = await http('POST', '/api/auth/login', { body: { email, password } }, 0);
  const token = keep('ConnectBest access token', cb.body.token as string);
  keep('ConnectBest refresh token', refreshCookie(cb.headers));
  const rc = (await mustPost('/auth/login', { username, password })).data;
  keep('chatrooms access token', rc.access_token);
  keep('chatrooms refresh token', rc.refresh_token);
  const v1 = (await mustPost('/v1/auth/login', { email, password })).data;
  keep('V1 access token', v1.access_token);
  keep('V1 refresh token', v1.refresh_token);
  const umoc = await mustPost('/umoc/auth/login', { username, password });
  keep('UMOC session token', umoc.token);
  for (const [path, refresh] of [
    ['/auth/refresh', rc.refresh_token],
    ['/v1/auth/refresh', v1.refresh_token],
  ] as const)
    keep(`refreshed at ${path}`, (await mustPost(path, { refresh_token: refresh })).data.access_token);

  await useSockets({ token, v1: v1.access_token, umoc });
  await upload(keep, umoc);
  await failWith({ password, token, email });
  const words = await talk(v1.access_token);

  const { data: totp } = (await http('POST', '/v1/auth/2fa/enable', { token: v1.access_token, body: {} }, 0)).body;
  keep('TOTP secret', totp.secret);
  totp.backup_codes.forEach((code: string, n: number) => keep(`backup code ${n}`, code));
  const code = generateSync({ secret: totp.secret });
  await http('POST', '/v1/auth/2fa/verify', { token: v1.access_token, body: { code } }, 1);
  await http('POST', '/api/auth/login', { body: { email, password, verificationCode: totp.backup_codes[0] } }, 1);

  const push = { device_id: uniqueName('device'), platform: 'android', push_token: keep('push token', uniqueName('push')) };
  await must('POST', '/v1/notifications/push-token', v1.access_token, push);
  const admin = await adminToken();
  const key = keep('API key', (await must('POST', '/api/admin/api-keys', admin, { name: 'canary' })).key as string);
  for (const given of [key, `${key}x`]) await http('GET', '/api/auth/me', { headers: { 'x-api-key': given } }, 1);

  const other = await makeVerified('sms');
  const phone = `+49${randomInt(1_000_000_000, 10_000_000_000)}`;
  const { token: otherToken } = await mustPost('/api/auth/login', { email: other.email, password: 'Passw0rd!' });
  await http('POST', '/api/auth/2fa/enable', { token: otherToken, body: { phone: keep('phone', phone) } }, 0);
  keep('SMS code', await eventually(async () => /\b\d{6}\b/.exec((await nextMail(phone)).text)?.[0] ?? '', 10_000));

  await mustPost('/api/auth/forgot-password', { email });
  const reset = keep('reset token', (await mailed(email, /token=[\w%.-]+/)).slice('token='.length));
  await mustPost('/api/auth/reset-password', { token: reset, newPassword: keep('new password', `Pw2-${uniqueName('secret')}`) });
  // One that is never used, so that there is a row of it.
  await mustPost('/api/auth/forgot-password', { email: other.email });
  keep('open reset token', (await mailed(other.email, /token=[\w%.-]+/)).slice('token='.length));
  return { secrets, words };
};

const must = async (method: string, path: string, token: string, body: object): Promise<Json> => {
  const answer = await http(method, path, { token, body }, 0);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** Tokens in addresses: of sockets that open, and of requests that fail. */
const useSockets = async ({ token, v1, umoc }: { readonly token: string; readonly v1: string; readonly umoc: Json }): Promise<void> => {
  const opened = [
    await WsClient.open(`/ws?token=${token}`, 'event', 0, {}),
    await WsClient.open(`/v1?token=${v1}`, 'type', 1, {}),
    await IoClient.open('/', { token: v1 }, 0),
    await IoClient.open('/', { sessionID: umoc.sessionID, token: umoc.token }, 1),
  ];
  for (const socket of opened) {
    socket.send('no_such_event', { token: v1 });
    await socket.next('error');
    socket.close();
  }
  await WsClient.open(`/ws/nowhere?token=${token}`, 'event', 0, {}).catch(() => null);
  for (const path of ['/v1/nowhere', '/api/auth/me', '/nowhere']) await http('GET', `${path}?token=${token}`, {}, 0);
};

/** Upload tokens: one that is used, one shown where addresses are logged, one that is never used. */
const upload = async (keep: (name: string, secret: string) => string, umoc: Json): Promise<void> => {
  const friend = await makeVerified('keeper');
  const client = await IoClient.open('/', { sessionID: umoc.sessionID, token: umoc.token }, 0);
  const { user_id } = await mustPost('/umoc/auth/login', { username: friend.username, password: 'Passw0rd!' });
  for (const name of ['used', 'shown', 'open']) {
    const announced = { recipient_id: user_id, is_group: false, file_name: 'x.txt', file_size: 4, file_type: 'text/plain' };
    const ready = await client.ask('upload_file_prepare', { sessionID: umoc.sessionID, ...announced });
    const token = keep(`upload token, ${name}`, ready.upload_token as string);
    const bytes = { raw: 'data', headers: { 'content-type': 'text/plain' } };
    if (name === 'used') await http('PUT', ready.upload_url as string, { ...bytes, token }, 1);
    if (name === 'shown') await http('PUT', `${ready.upload_url as string}x?upload_token=${token}`, bytes, 1);
  }
  client.close();
};

/** Failures whose cause is tempting to log whole. */
const failWith = async ({ password, token, email }: { readonly password: string; readonly token: string; readonly email: string }): Promise<void> => {
  await http('POST', '/v1/auth/login', { raw: `{"email": "${email}", "password": "${password}"` }, 0);
  await http('POST', '/v1/auth/login', { body: { email, password: [password] } }, 0);
  await http('POST', '/api/auth/register', { body: { email: `${password}@@`, password, name: 'x' } }, 1);
  await http('GET', '/api/auth/me', { headers: { authorization: `Bearer ${token}x` } }, 0);
  await http('PUT', `/v1/users/me?token=${token}`, { token, body: { status_message: { password } } }, 1);
  await postFrom(newAddress(), '/api/auth/login', { email, password: `${password}\u0000` }, 0);
};

/** One text in every dialect's way of sending. */
const talk = async (token: string): Promise<Readonly<Record<string, string>>> => {
  const friend = await makeVerified('friend');
  const words: Record<string, string> = {};
  const say = (name: string): string => (words[name] = uniqueName('words'));
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const post = (path: string, body: object): Promise<Json> => must('POST', path, token, body);
  const { data } = await post('/v1/conversations', { type: 'direct', participant_id: friend.id });
  const room = data.conversation_id as string;
  await post(`/v1/conversations/${room}/messages`, { content_encrypted: base64(say('V1')), message_type: 'text' });
  await post(`/api/chat/channels/${room}/messages/send`, { content: say('ConnectBest') });
  await post('/api/messages/send', { recipientId: friend.id.replace('usr_', ''), text: say('Reals2Chat') });
  await http('GET', `/api/chat/search?query=${say('search')}`, { token }, 1);
  return words;
};
