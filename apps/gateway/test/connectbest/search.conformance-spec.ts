import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from '@parley/testing';
import { call, expectRefusal, messageOf, openChannel, openDm, register, send, type Person } from './connectbest.harness.js';

describe('searching', () => {
  let ann: Person;
  let ben: Person;
  let channel: Json;
  beforeAll(async () => {
    [ann, ben] = await Promise.all([register('ann'), register('ben')]);
    channel = await openChannel(ann, [ben]);
  });

  const search = ({ token }: Person, query: object) => call('GET', `/api/chat/search?${new URLSearchParams({ ...query }).toString()}`, { token });
  const contents = async (person: Person, query: object) => (await search(person, query)).body.messages.map(({ content }: Json) => content);

  it('CB-4.10 Search Messages answers whole messages with channel and highlight, best first', async () => {
    await send(ann, channel.id, 'Planning the <b>Résumé</b> review');
    await send(ann, channel.id, 'resumes are due');
    const { status, body } = await search(ben, { query: 'resume' });
    expect(status).toBe(200);
    expect(body).toEqual({ messages: expect.any(Array), total: 2 });
    expect(body.messages[0]).toEqual({
      ...messageOf(ann, channel.id, 'Planning the <b>Résumé</b> review'),
      highlight: 'Planning the &lt;b&gt;<mark>Résumé</mark>&lt;/b&gt; review',
      channel: { id: channel.id, name: channel.name, type: 'private' },
    });
    expect(body.messages[1]).toMatchObject({ content: 'resumes are due', highlight: '<mark>resume</mark>s are due' });
    expect((await search(ben, { query: 'resume', limit: '1' })).body).toMatchObject({ messages: [{ userId: ann.id }], total: 2 });
  });

  it('CB-4.10 filters by channel, person and time, DMs included', async () => {
    const dm = await openDm(ann, ben);
    await send(ben, dm.id, 'needle in private');
    const last = await send(ann, channel.id, 'needle in public');
    const first = (await search(ann, { query: 'needle', channelId: dm.id })).body.messages[0];
    expect(first).toMatchObject({ content: 'needle in private', channel: { id: dm.id, name: ben.name, type: 'private' } });
    expect(await contents(ann, { query: 'needle', from: ann.id })).toEqual(['needle in public']);
    expect(await contents(ann, { query: 'needle', before: last.createdAt })).toEqual(['needle in private']);
    expect(await contents(ann, { query: 'needle', after: last.createdAt })).toEqual(['needle in public']);
  });

  it('CB-4.10 refuses times that are none, in every spelling ISO 8601 has for one (C24)', async () => {
    for (const time of ['2026-02-31', '2026-W10-3', '9999999', '0000-01-01', '-2026-01-01', '2026-11-20T10Z', '2026-11-20T10:00:00,5Z', '9999']) {
      expectRefusal(await search(ann, { query: 'needle', before: time }), 400, 'INPUT_INVALID');
      expectRefusal(await search(ann, { query: 'needle', after: time }), 400, 'INPUT_INVALID');
    }
  });

  it('CB-4.10 finds nothing of channels of others, and refuses bad parameters', async () => {
    const eve = await register('eve');
    await send(ann, channel.id, 'confidential');
    expect((await search(eve, { query: 'confidential' })).body).toEqual({ messages: [], total: 0 });
    expectRefusal(await search(eve, { query: 'confidential', channelId: channel.id }), 403, 'NOT_A_MEMBER');
    for (const query of [{}, { query: 'x' }, { query: 'xy', limit: '0' }, { query: 'xy', before: 'yesterday' }, { query: '  ' }, { query: ' x ' }])
      expectRefusal(await search(eve, query), 400, 'INPUT_INVALID');
    expectRefusal(await search(eve, { query: 'xy', channelId: 'garbage' }), 404, 'CHANNEL_NOT_FOUND');
    expectRefusal(await call('GET', '/api/chat/search?query=xy', {}), 401, 'TOKEN_MISSING');
  });
});
