import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { uniqueName, type Json } from '@parley/testing';
import { call, closeSockets, expectRefusal, openChannel, openDm, openWs, register, send, settled, type Person } from './connectbest.harness.js';

const absent = '00000000-0000-4000-a7c1-e55000000000';
let ann: Person;
let ben: Person;
let eve: Person;

beforeAll(async () => {
  [ann, ben, eve] = await Promise.all([register('ann'), register('ben'), register('eve')]);
});
afterEach(closeSockets);

const add = ({ token }: Person, channelId: string, body: object) => call('POST', `/api/chat/channels/${channelId}/members`, { token, body });
const remove = ({ token }: Person, channelId: string, userId: string) =>
  call('DELETE', `/api/chat/channels/${channelId}/members/${userId}`, { token });
const changeRole = ({ token }: Person, channelId: string, userId: string, role: unknown) =>
  call('PUT', `/api/chat/channels/${channelId}/members/${userId}`, { token, body: { role } });
const newest = async ({ token }: Person, channelId: string): Promise<Json> =>
  (await call('GET', `/api/chat/channels/${channelId}/messages?limit=1`, { token })).body.messages[0];
const openPublic = async ({ token }: Person): Promise<string> =>
  (await call('POST', '/api/chat/channels', { token, body: { name: uniqueName('pub-'), type: 'public' } })).body.channel.id;

describe('adding', () => {
  it('CB-3.6 Add Members to Channel answers the affected members, writes "{user} joined the channel", and they hear at once', async () => {
    const { id } = await openChannel(ann, [ben]);
    const ears = await openWs('/ws/messages', eve, 1);
    const { status, body } = await add(ann, id, { userIds: [eve.id, ben.id], role: 'admin' });
    expect(status).toBe(200);
    expect(body).toEqual({ success: true, members: expect.any(Array) });
    expect(body.members).toHaveLength(2);
    expect(body.members).toEqual(
      expect.arrayContaining([
        { userId: eve.id, name: eve.name, role: 'admin' },
        { userId: ben.id, name: ben.name, role: 'member' },
      ]),
    );
    const joined = await ears.next('message:new', ({ channelId }) => channelId === id);
    expect(joined).toMatchObject({ content: `${eve.name} joined the channel`, userId: ann.id, type: 'system' });
    await send(ben, id, 'welcome');
    await ears.next('message:new', ({ content }) => content === 'welcome');
    expect((await add(ann, id, { userIds: [eve.id] })).body.members).toEqual([{ userId: eve.id, name: eve.name, role: 'admin' }]);
    expect((await newest(ann, id)).content).toBe('welcome');
  });

  it('CB-3.6 anyone joins a public channel alone; its members bring others (A-CB-24)', async () => {
    const id = await openPublic(ann);
    expectRefusal(await add(ben, id, { userIds: [ben.id, eve.id] }), 403, 'NOT_A_MEMBER');
    expectRefusal(await add(ben, id, { userIds: [ben.id], role: 'admin' }), 403, 'ROLE_REQUIRED');
    expect((await add(ben, id, { userIds: [ben.id] })).body.members).toEqual([{ userId: ben.id, name: ben.name, role: 'member' }]);
    expect((await newest(ben, id)).content).toBe(`${ben.name} joined the channel`);
    expect((await add(ben, id, { userIds: [eve.id] })).status).toBe(200);
  });

  it('CB-3.6 refuses members of private channels, unknown people and DMs', async () => {
    const { id } = await openChannel(ann, [ben]);
    expectRefusal(await add(ben, id, { userIds: [eve.id] }), 403, 'ROLE_REQUIRED');
    for (const one of [absent, 'garbage']) expectRefusal(await add(ann, id, { userIds: [one] }), 400, 'MEMBER_UNKNOWN');
    for (const body of [{}, { userIds: [] }, { userIds: 'x' }, { userIds: [ben.id], role: 'owner' }])
      expectRefusal(await add(ann, id, body), 400, 'INPUT_INVALID');
    const dm = await openDm(ann, ben);
    expectRefusal(await add(ann, dm.id, { userIds: [eve.id] }), 400, 'CONVERSATION_IS_DIRECT');
    expectRefusal(await add(ann, absent, { userIds: [eve.id] }), 404, 'CHANNEL_NOT_FOUND');
  });
});

describe('removing', () => {
  it('CB-3.7 Remove Member from Channel: admins anybody, everybody himself; sockets fall silent', async () => {
    const { id } = await openChannel(ann, [ben, eve]);
    const ears = await openWs('/ws', eve, 1);
    expectRefusal(await remove(ben, id, eve.id), 403, 'ROLE_REQUIRED');
    expect(await remove(ann, id, eve.id)).toMatchObject({ status: 200, body: { success: true } });
    await ears.next('message:new', ({ content }) => content === `${eve.name} left the channel`);
    await send(ann, id, 'a secret');
    await send(ann, (await openChannel(ann, [eve])).id, 'no secret');
    await ears.next('message:new', ({ content }) => content === 'no secret');
    await settled(ears);
    expect(ears.heard('message:new').map(({ content }: Json) => content)).not.toContain('a secret');
    expectRefusal(await call('GET', `/api/chat/channels/${id}/messages`, { token: eve.token }), 403, 'NOT_A_MEMBER');
    expect((await remove(ben, id, ben.id)).status).toBe(200);
    expect((await newest(ann, id)).content).toBe(`${ben.name} left the channel`);
  });

  it('CB-3.7 keeps the creator and answers 404 for who is not in', async () => {
    const { id } = await openChannel(ann, [ben]);
    expectRefusal(await remove(ann, id, ann.id), 403, 'OWNER_PROTECTED');
    for (const one of [eve.id, absent]) expectRefusal(await remove(ann, id, one), 404, 'MEMBER_NOT_FOUND');
    expectRefusal(await remove(ann, id, 'garbage'), 404, 'USER_NOT_FOUND');
    expectRefusal(await remove(eve, id, ben.id), 403, 'NOT_A_MEMBER');
  });
});

describe('roles', () => {
  it('CB-3.8 Update Member Role promotes and demotes, and says so', async () => {
    const { id } = await openChannel(ann, [ben, eve]);
    expect(await changeRole(ann, id, ben.id, 'admin')).toMatchObject({ status: 200, body: { success: true } });
    expect(await newest(ben, id)).toMatchObject({ content: `${ben.name} is now an admin`, userId: ann.id, type: 'system' });
    const { members } = (await call('GET', `/api/chat/channels/${id}`, { token: ann.token })).body.channel;
    expect(members).toContainEqual(expect.objectContaining({ userId: ben.id, role: 'admin' }));
    expectRefusal(await changeRole(ben, id, eve.id, 'admin'), 403, 'OWNER_REQUIRED');
    expect((await changeRole(ann, id, ben.id, 'member')).status).toBe(200);
    expect((await newest(ben, id)).content).toBe(`${ben.name} is no longer an admin`);
    expectRefusal(await changeRole(ann, id, ann.id, 'member'), 400, 'SELF_TARGETED');
    expectRefusal(await changeRole(ann, id, ben.id, 'owner'), 400, 'INPUT_INVALID');
    expectRefusal(await changeRole(ann, id, absent, 'admin'), 404, 'MEMBER_NOT_FOUND');
  });
});
