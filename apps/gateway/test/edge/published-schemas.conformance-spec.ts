import { beforeAll, describe, it } from '@jest/globals';
import { eventually, uniqueName, type HttpAnswer, type HttpCall, type Json } from '@parley/testing';
import { openChannel, openDm, register as registerInConnectBest, send, type Person } from '../connectbest/connectbest.harness.js';
import { callPublished, type Published } from './published.harness.js';

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const formOf = (field: string, fields: Readonly<Record<string, string>>): FormData => {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append(field, new Blob([png], { type: 'image/png' }), 'dot.png');
  return form;
};

/** Calls of one person; parts of a route in braces are filled in from `parts`. */
const asPerson =
  (dialect: Published, token: string) =>
  (method: string, route: string, parts: Readonly<Record<string, string>>, call: HttpCall): Promise<HttpAnswer> => {
    const path = route.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(parts[part] ?? ''));
    return callPublished(dialect, method, route, path + (parts['?'] ?? ''), { token, ...call });
  };

describe('what is answered is what is published (CB-G69, C83)', () => {
  let ann: Person;
  let ben: Person;
  let channel: Json;
  beforeAll(async () => {
    [ann, ben] = await Promise.all([registerInConnectBest('ann'), registerInConnectBest('ben')]);
    channel = await openChannel(ann, [ben]);
    await openDm(ann, ben);
    await send(ben, channel.id, `hello @"${ann.name}"`);
  });

  it('ConnectBest', async () => {
    const ask = asPerson('connectbest', ann.token);
    const place = { channelId: channel.id };
    const { body } = await ask('POST', '/api/upload', {}, { form: formOf('files', place) });
    const sent = await ask('POST', '/api/chat/channels/{channelId}/messages/send', place, {
      body: { content: 'findable', attachments: [body.attachments[0].id] },
    });
    await send(ben, channel.id, 'later');
    const message = { ...place, messageId: sent.body.message.id };
    await ask('POST', '/api/chat/channels/{channelId}/messages/{messageId}/reactions', message, { body: { emoji: '👍' } });
    for (const route of ['/api/chat/channels', '/api/dms', '/api/auth/me', '/api/health', '/api/notifications/settings'])
      await ask('GET', route, {}, {});
    await ask('GET', '/api/chat/channels/{channelId}', place, {});
    await ask('GET', '/api/chat/channels/{channelId}/messages', place, {});
    await ask('GET', '/api/chat/search', { '?': '?query=findable' }, {});
    await ask('GET', '/api/chat/search', { '?': '?query=' }, {});
    await ask('GET', '/api/users/{userId}', { userId: ben.id }, {});
    await ask(
      'POST',
      '/api/scheduled-messages',
      {},
      { body: { ...place, content: 'x', scheduledFor: new Date(Date.now() + 3_600_000).toISOString() } },
    );
    await ask('GET', '/api/scheduled-messages', {}, {});
    await eventually(async () => {
      const { body: told } = await ask('GET', '/api/notifications', { '?': '?all=true' }, {});
      if (told.notifications.length === 0) throw new Error('nothing told yet');
    }, 10_000);
  });

  it('Real-Time Chat', async () => {
    const ask = asPerson('chatrooms', ann.token);
    for (const route of ['/users/me', '/chatrooms', '/health']) await ask('GET', route, {}, {});
    await ask('PUT', '/users/me', {}, { body: {} });
    await ask('POST', '/users/me/avatar', {}, { form: formOf('file', {}) });
    const { body } = await ask('POST', '/chatrooms', {}, { body: { name: 'Published', is_private: true } });
    const room = { chatroom_id: body.data.chatroom.id };
    await ask('GET', '/chatrooms', {}, {});
    await ask('GET', '/chatrooms/{chatroom_id}', room, {});
    await ask('PUT', '/chatrooms/{chatroom_id}', room, { body: { name: 'Printed' } });
    const { body: invited } = await ask('POST', '/chatrooms/{chatroom_id}/invite', room, { body: {} });
    const invitation = { invite_code: invited.data.invitation.invite_code };
    for (const { token } of [ben, ann]) await asPerson('chatrooms', token)('POST', '/chatrooms/join/{invite_code}', invitation, {});
    await asPerson('chatrooms', ben.token)('POST', '/chatrooms/{chatroom_id}/leave', room, {});
    await ask('POST', '/upload/file', {}, { form: formOf('file', room) });
    await ask('GET', '/chatrooms/{chatroom_id}/messages', { chatroom_id: channel.id }, {});
    await ask('POST', '/chatrooms/{chatroom_id}/search', { chatroom_id: channel.id }, { body: { query: 'hello' } });
    await ask('POST', '/chatrooms/{chatroom_id}/search', room, { body: {} });
    await ask('DELETE', '/chatrooms/{chatroom_id}', room, {});
    await ask('GET', '/chatrooms/{chatroom_id}', room, {});
  });

  it('V1, and Reals2Chat by the same people', async () => {
    const people = [];
    for (const stem of ['vera', 'will']) {
      const username = uniqueName(stem);
      const body = { username, email: `${username}@example.org`, password: 'Passw0rd!', full_name: stem };
      const registered = await callPublished('v1', 'POST', '/v1/auth/register', '/v1/auth/register', { body });
      const { body: loggedIn } = await callPublished('v1', 'POST', '/v1/auth/login', '/v1/auth/login', { body: { ...body, device_id: 'd' } });
      people.push({ id: registered.body.data.user_id as string, token: loggedIn.data.access_token as string });
    }
    const [vera, will] = people as [(typeof people)[number], (typeof people)[number]];
    const ask = asPerson('v1', vera.token);
    await ask('POST', '/v1/users/me/contacts', {}, { body: { user_id: will.id } });
    await asPerson('v1', will.token)('POST', '/v1/users/me/contacts', {}, { body: { user_id: vera.id } });
    const { body } = await ask('POST', '/v1/conversations', {}, { body: { type: 'direct', participant_id: will.id } });
    const conversation = { conversation_id: body.data.conversation_id };
    await ask('GET', '/v1/conversations', {}, {});
    await ask('POST', '/v1/files/upload', {}, { form: formOf('file', { ...conversation, file_type: 'image' }) });
    await ask('POST', '/v1/conversations/{conversation_id}/messages', conversation, { body: { message_type: 'text', content_encrypted: 'aGk=' } });
    await ask('GET', '/v1/conversations/{conversation_id}/messages', conversation, {});
    await ask('GET', '/v1/users/{user_id}', { user_id: vera.id }, {});
    await ask('GET', '/v1/users/{user_id}', { user_id: 'usr_000000000000000000000000' }, { headers: { 'x-request-id': 'trace-7' } });
    await ask('PUT', '/v1/users/me', {}, { body: { full_name: 'Vera' } });
    for (const route of ['/v1/conversations', '/v1/users/me/contacts', '/v1/notifications']) await ask('GET', route, {}, {});
    await ask('GET', '/v1/users/search', { '?': '?q=will' }, {});

    const askOld = asPerson('reals2chat', vera.token);
    const other = { otherUserId: will.id.slice('usr_'.length) };
    await askOld('GET', '/api/friends', {}, {});
    await askOld('POST', '/api/messages/send', {}, { body: { recipientId: other.otherUserId, text: 'hi' } });
    await askOld('POST', '/api/messages/send', {}, { body: { recipientId: other.otherUserId, text: '' } });
    await askOld('GET', '/api/messages/{otherUserId}', other, {});
    await askOld('PUT', '/api/conversations/{otherUserId}/metadata', other, { body: { isPinned: true } });
  });

  it('UMOC', async () => {
    const id = { file_id: '63b8d1f2-7c3a-4e5f-a7c1-e5508b2d4f60' };
    for (const method of ['PUT', 'POST']) await asPerson('umoc', 'unknown')(method, '/api/upload/{file_id}', id, { body: {} });
  });
});
