import { beforeAll, describe, expect, it } from '@jest/globals';
import { http, uniqueName } from '@parley/testing';
import { call, expectRefusal, openChannel, openDm, register, send, type Person } from './connectbest.harness.js';

const absent = '00000000-0000-4000-a7c1-e55000000000';
let ann: Person;
let ben: Person;
let eve: Person;

beforeAll(async () => {
  [ann, ben, eve] = await Promise.all([register('ann'), register('ben'), register('eve')]);
});

const update = ({ token }: Person, id: string, body: object) => call('PUT', `/api/chat/channels/${id}`, { token, body });
const erase = ({ token }: Person, id: string) => call('DELETE', `/api/chat/channels/${id}`, { token });

describe('settings', () => {
  it('CB-3.4 Update Channel changes what is given and writes "Channel updated"', async () => {
    const channel = await openChannel(ann, [ben]);
    const name = uniqueName('new-');
    const { status, body } = await update(ann, channel.id, { name: name.toUpperCase(), description: 'All new', type: 'public' });
    expect(status).toBe(200);
    expect(body).toEqual({ channel: { ...channel, name, description: 'All new', type: 'public', memberCount: 2 } });
    const { messages } = (await call('GET', `/api/chat/channels/${channel.id}/messages`, { token: ben.token })).body;
    expect(messages[0]).toMatchObject({ content: 'Channel updated', userId: ann.id, type: 'system' });
    expect((await update(ann, channel.id, { description: null })).body.channel).toMatchObject({ name, description: null, type: 'public' });
    expect((await update(ann, channel.id, {})).body.channel).toMatchObject({ name, description: null });
    const seen = (await http('GET', `/chatrooms/${channel.id}`, { token: ben.token }, 1)).body.data.chatroom;
    expect(seen).toMatchObject({ name, is_private: false });
  });

  it('CB-3.4 refuses members, strangers, taken and malformed names', async () => {
    const [one, two] = [await openChannel(ann, [ben]), await openChannel(ann, [])];
    expectRefusal(await update(ann, one.id, { name: two.name }), 400, 'CHANNEL_NAME_TAKEN');
    expect((await update(ann, one.id, { name: one.name })).status).toBe(200);
    for (const body of [{ name: 'two words' }, { name: '' }, { type: 'secret' }, { description: 'x'.repeat(501) }])
      expectRefusal(await update(ann, one.id, body), 400, 'INPUT_INVALID');
    expectRefusal(await update(ben, one.id, { description: 'mine' }), 403, 'ROLE_REQUIRED');
    expectRefusal(await update(eve, one.id, { description: 'mine' }), 403, 'NOT_A_MEMBER');
    for (const id of [absent, 'garbage']) expectRefusal(await update(ann, id, { description: 'x' }), 404, 'CHANNEL_NOT_FOUND');
    expectRefusal(await update(ann, (await openDm(ann, ben)).id, { description: 'x' }), 400, 'CONVERSATION_IS_DIRECT');
    expectRefusal(await call('PUT', `/api/chat/channels/${one.id}`, { body: {} }), 401, 'TOKEN_MISSING');
  });
});

describe('the end', () => {
  it('CB-3.5 Delete Channel answers { success: true }; afterwards it is 404 for all and its name is free', async () => {
    const channel = await openChannel(ann, [ben]);
    await send(ben, channel.id, 'last words');
    expectRefusal(await erase(ben, channel.id), 403, 'OWNER_REQUIRED');
    expectRefusal(await erase(eve, channel.id), 403, 'NOT_A_MEMBER');
    expect(await erase(ann, channel.id)).toMatchObject({ status: 200, body: { success: true } });
    for (const person of [ann, ben]) {
      expectRefusal(await call('GET', `/api/chat/channels/${channel.id}`, { token: person.token }), 404, 'CHANNEL_NOT_FOUND');
      expectRefusal(await call('GET', `/api/chat/channels/${channel.id}/messages`, { token: person.token }), 404, 'CHANNEL_NOT_FOUND');
      expectRefusal(await erase(person, channel.id), 404, 'CHANNEL_NOT_FOUND');
    }
    expect((await call('POST', '/api/chat/channels', { token: ben.token, body: { name: channel.name } })).status).toBe(201);
    expect((await http('GET', `/chatrooms/${channel.id}`, { token: ann.token }, 0)).body.error.code).toBe('CHATROOM_NOT_FOUND');
  });
});
