import { beforeAll, describe, expect, it } from '@jest/globals';
import { uniqueName } from '@parley/testing';
import { anyInstant, anyUuid, call, expectRefusal, openChannel, openDm, register, send, type Person } from './connectbest.harness.js';

let ann: Person;
let ben: Person;
let eve: Person;
const absent = '00000000-0000-4000-a7c1-e55000000000';

beforeAll(async () => {
  [ann, ben, eve] = await Promise.all([register('ann'), register('ben'), register('eve')]);
});

describe('creating', () => {
  it('CB-3.2 Create Channel returns 201, lower-cases the name and writes "Channel created"', async () => {
    const name = uniqueName('Team-');
    const { status, body } = await call('POST', '/api/chat/channels', { token: ann.token, body: { name, description: 'All of us', type: 'public' } });
    expect(status).toBe(201);
    expect(body).toEqual({
      channel: {
        id: anyUuid,
        name: name.toLowerCase(),
        description: 'All of us',
        type: 'public',
        createdBy: ann.id,
        memberCount: 1,
        createdAt: anyInstant,
      },
    });
    const { body: history } = await call('GET', `/api/chat/channels/${body.channel.id}/messages`, { token: ann.token });
    expect(history.messages).toEqual([expect.objectContaining({ content: 'Channel created', userId: ann.id, type: 'system' })]);
  });

  it('CB-3.2 adds the given members; type and description may be missing', async () => {
    const body = { name: uniqueName('with-'), members: [ben.id, ann.id] };
    const { body: made } = await call('POST', '/api/chat/channels', { token: ann.token, body });
    expect(made.channel).toMatchObject({ type: 'public', description: null, memberCount: 2 });
    const { body: seen } = await call('GET', '/api/chat/channels', { token: ben.token });
    expect(seen.channels.map(({ id }: { id: string }) => id)).toContain(made.channel.id);
  });

  it('CB-3.2 refuses a taken or malformed name and unknown members with 400', async () => {
    const name = uniqueName('taken-');
    const create = (body: object) => call('POST', '/api/chat/channels', { token: ben.token, body });
    expect((await create({ name })).status).toBe(201);
    expectRefusal(await create({ name: name.toUpperCase() }), 400, 'CHANNEL_NAME_TAKEN');
    for (const bad of [undefined, '', 'two words', 'a--b', '-a', 'ä', 'x'.repeat(81), 5])
      expectRefusal(await create({ name: bad }), 400, 'INPUT_INVALID');
    expectRefusal(await create({ name: uniqueName('t-'), type: 'secret' }), 400, 'INPUT_INVALID');
    expectRefusal(await create({ name: uniqueName('d-'), description: 'x'.repeat(501) }), 400, 'INPUT_INVALID');
    for (const member of [absent, 'garbage']) expectRefusal(await create({ name: uniqueName('m-'), members: [member] }), 400, 'MEMBER_UNKNOWN');
  });
});

describe('listing', () => {
  it('CB-3.1 List Channels returns my channels, latest activity first, with last message and unread count', async () => {
    const [one, two] = [await register('lister'), await register('writer')];
    const first = await openChannel(one, [two]);
    const second = await openChannel(two, [one]);
    const { body: pub } = await call('POST', '/api/chat/channels', { token: one.token, body: { name: uniqueName('pub-'), type: 'public' } });
    const hello = await send(two, first.id, 'hello');
    const { status, body } = await call('GET', '/api/chat/channels', { token: one.token });
    expect(status).toBe(200);
    expect(body).toEqual({ channels: expect.any(Array), total: 3 });
    expect(body.channels.map(({ id }: { id: string }) => id)).toEqual([first.id, pub.channel.id, second.id]);
    expect(body.channels[0]).toEqual({
      ...first,
      unreadCount: 1,
      lastMessage: { content: 'hello', createdAt: hello.createdAt, user: { id: two.id, name: two.name } },
    });
    expect(body.channels[2]).toMatchObject({ unreadCount: 0, lastMessage: { content: 'Channel created' } });

    const page = async (query: string) => (await call('GET', `/api/chat/channels?${query}`, { token: one.token })).body;
    expect(await page('type=public')).toMatchObject({ channels: [{ id: pub.channel.id }], total: 1 });
    expect(await page('type=private')).toMatchObject({ channels: [{ id: first.id }, { id: second.id }], total: 2 });
    expect(await page('limit=1&offset=1')).toMatchObject({ channels: [{ id: pub.channel.id }], total: 3 });
    expect((await page('limit=100000')).channels).toHaveLength(3);
  });

  it('CB-3.1 shows neither DMs nor channels of others', async () => {
    const [one, two] = [await register('alone'), await register('other')];
    await openDm(one, two);
    await openChannel(two, []);
    expect((await call('GET', '/api/chat/channels', { token: one.token })).body).toEqual({ channels: [], total: 0 });
  });

  it('CB-3.1 lists public channels to join with scope=discover (A-CB-22)', async () => {
    const [one, two] = [await register('shower'), await register('finder')];
    // Names sort by character: this one comes first whatever else is open.
    const { body } = await call('POST', '/api/chat/channels', { token: one.token, body: { name: uniqueName('00'), type: 'public' } });
    const find = async ({ token }: Person) => (await call('GET', '/api/chat/channels?scope=discover&limit=100', { token })).body;
    const found = (await find(two)).channels.find(({ id }: { id: string }) => id === body.channel.id);
    expect(found).toEqual({ ...body.channel, unreadCount: 0, lastMessage: null });
    expect((await find(one)).channels.map(({ id }: { id: string }) => id)).not.toContain(body.channel.id);
    expectRefusal(await call('GET', '/api/chat/channels?scope=all', { token: one.token }), 400, 'INPUT_INVALID');
  });

  it('CB-3.1 refuses bad parameters with 400 and a missing token with 401', async () => {
    for (const query of ['limit=0', 'limit=x', 'offset=-1', 'type=secret'])
      expectRefusal(await call('GET', `/api/chat/channels?${query}`, { token: ann.token }), 400, 'INPUT_INVALID');
    expectRefusal(await call('GET', '/api/chat/channels', {}), 401, 'TOKEN_MISSING');
  });
});

describe('details', () => {
  it('CB-3.3 Get Channel Details returns the channel and its members', async () => {
    const channel = await openChannel(ann, [ben]);
    const { status, body } = await call('GET', `/api/chat/channels/${channel.id}`, { token: ben.token });
    const member = (person: Person, role: string) => ({
      userId: person.id,
      name: person.name,
      email: person.email,
      role,
      avatar: null,
      status: expect.stringMatching(/^(online|away|busy|inmeeting|offline)$/),
      joinedAt: anyInstant,
    });
    expect(status).toBe(200);
    expect(body.channel).toEqual({ ...channel, memberCount: 2, members: expect.any(Array) });
    expect(body.channel.members).toHaveLength(2);
    expect(body.channel.members).toEqual(expect.arrayContaining([member(ann, 'admin'), member(ben, 'member')]));
  });

  it('CB-3.3 shows a public channel to all, a private one to members only, a DM as private (A-CB-81)', async () => {
    const secret = await openChannel(ann, [ben]);
    expectRefusal(await call('GET', `/api/chat/channels/${secret.id}`, { token: eve.token }), 403, 'NOT_A_MEMBER');
    const { body } = await call('POST', '/api/chat/channels', { token: ann.token, body: { name: uniqueName('open-') } });
    expect((await call('GET', `/api/chat/channels/${body.channel.id}`, { token: eve.token })).status).toBe(200);
    const dm = await openDm(ann, ben);
    const { body: seen } = await call('GET', `/api/chat/channels/${dm.id}`, { token: ann.token });
    expect(seen.channel).toMatchObject({ id: dm.id, type: 'private', name: ben.name, memberCount: 2 });
  });

  it('CB-3.3 answers 404 for ids that are unknown or none', async () => {
    for (const id of [absent, 'garbage', '123'])
      expectRefusal(await call('GET', `/api/chat/channels/${id}`, { token: ann.token }), 404, 'CHANNEL_NOT_FOUND');
  });
});
