import { beforeAll, describe, expect, it } from '@jest/globals';
import { uniqueName, type Json } from '@parley/testing';
import { call, expectRefusal, messageOf, openChannel, openDm, register, send, type Person } from './connectbest.harness.js';

let ann: Person;
let ben: Person;
let eve: Person;
const absent = '00000000-0000-4000-a7c1-e55000000000';

beforeAll(async () => {
  [ann, ben, eve] = await Promise.all([register('ann'), register('ben'), register('eve')]);
});

const post = (person: Person, channelId: string, body: unknown, headers: Record<string, string> = {}) =>
  call('POST', `/api/chat/channels/${channelId}/messages/send`, { token: person.token, body, headers });
const history = async (person: Person, channelId: string, query: string): Promise<Json> =>
  (await call('GET', `/api/chat/channels/${channelId}/messages${query}`, { token: person.token })).body;
const contents = (page: Json): string[] => page.messages.map(({ content }: { content: string }) => content);

describe('sending', () => {
  it('CB-4.2 Send Message returns 201 with the whole message, and the others can read it', async () => {
    const channel = await openChannel(ann, [ben]);
    const content = ' <b>a & b</b> 🙂\n';
    const { status, body } = await post(ann, channel.id, { content });
    expect(status).toBe(201);
    expect(body).toEqual({ message: messageOf(ann, channel.id, content) });
    expect((await history(ben, channel.id, '')).messages[0]).toEqual(body.message);
  });

  it('CB-4.2 works with the id of a DM (C38)', async () => {
    const dm = await openDm(ann, ben);
    expect(await send(ann, dm.id, 'hi')).toEqual(messageOf(ann, dm.id, 'hi'));
  });

  it('CB-4.2 with parentMessageId is a thread reply: counted at the parent, absent from the main list', async () => {
    const channel = await openChannel(ann, [ben]);
    const root = await send(ann, channel.id, 'root');
    const { status, body } = await post(ben, channel.id, { content: 'reply', parentMessageId: root.id });
    expect(status).toBe(201);
    expect(body.message).toEqual({ ...messageOf(ben, channel.id, 'reply'), parentMessageId: root.id });
    const page = await history(ann, channel.id, '');
    expect(contents(page)).toEqual(['root', 'Channel created']);
    expect(page.messages[0].threadCount).toBe(1);
  });

  it('CB-4.2 stores once what is repeated with an Idempotency-Key', async () => {
    const channel = await openChannel(ann, []);
    const headers = { 'idempotency-key': uniqueName('key') };
    const [first, second] = [await post(ann, channel.id, { content: 'once' }, headers), await post(ann, channel.id, { content: 'once' }, headers)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(contents(await history(ann, channel.id, ''))).toEqual(['once', 'Channel created']);
  });

  it.each([
    ['nothing', {}, 'MESSAGE_EMPTY'],
    ['white space', { content: ' \n\t' }, 'MESSAGE_EMPTY'],
    ['a number', { content: 5 }, 'INPUT_INVALID'],
    ['10,001 characters', { content: 'x'.repeat(10_001) }, 'MESSAGE_TOO_LONG'],
    ['an unknown attachment', { content: 'x', attachments: [absent] }, 'ATTACHMENT_INVALID'],
    ['a malformed attachment', { content: 'x', attachments: ['x'] }, 'ATTACHMENT_INVALID'],
    ['a time to send at', { content: 'x', scheduledFor: '2030-01-01T00:00:00Z' }, 'SCHEDULE_INVALID'],
  ])('CB-4.2 refuses %s with 400', async (_, body, code) => {
    const channel = await openChannel(ann, []);
    expectRefusal(await post(ann, channel.id, body), 400, code);
    expect(contents(await history(ann, channel.id, ''))).toEqual(['Channel created']);
  });

  it('CB-4.2 refuses strangers with 403, unknown channels and parents with 404, no token with 401', async () => {
    const channel = await openChannel(ann, [ben]);
    const elsewhere = await send(ann, (await openChannel(ann, [])).id, 'elsewhere');
    expectRefusal(await post(eve, channel.id, { content: 'x' }), 403, 'NOT_A_MEMBER');
    for (const id of [absent, 'garbage']) expectRefusal(await post(ann, id, { content: 'x' }), 404, 'CHANNEL_NOT_FOUND');
    for (const parentMessageId of [absent, 'garbage', elsewhere.id])
      expectRefusal(await post(ann, channel.id, { content: 'x', parentMessageId }), 404, 'MESSAGE_NOT_FOUND');
    expectRefusal(await call('POST', `/api/chat/channels/${channel.id}/messages/send`, { body: { content: 'x' } }), 401, 'TOKEN_MISSING');
  });
});

describe('history', () => {
  it('CB-4.1 Get Messages returns the newest first and pages by cursor in both directions', async () => {
    const channel = await openChannel(ann, [ben]);
    const sent: Json[] = [];
    for (const content of ['1', '2', '3', '4', '5']) sent.push(await send(ann, channel.id, content));
    const all = await history(ben, channel.id, '');
    expect(all).toEqual({ messages: expect.any(Array), hasMore: false });
    expect(contents(all)).toEqual(['5', '4', '3', '2', '1', 'Channel created']);
    expect(all.messages.slice(0, 5).reverse()).toEqual(sent);

    const page = async (query: string) => {
      const got = await history(ben, channel.id, query);
      return { contents: contents(got), hasMore: got.hasMore };
    };
    expect(await page('?limit=2')).toEqual({ contents: ['5', '4'], hasMore: true });
    expect(await page(`?limit=2&before=${sent[3].id}`)).toEqual({ contents: ['3', '2'], hasMore: true });
    expect(await page(`?before=${sent[0].id}`)).toEqual({ contents: ['Channel created'], hasMore: false });
    expect(await page(`?limit=2&after=${sent[0].id}`)).toEqual({ contents: ['3', '2'], hasMore: true });
    expect(await page(`?after=${sent[3].id}`)).toEqual({ contents: ['5'], hasMore: false });
    expect(await page(`?after=${sent[0].id}&before=${sent[3].id}`)).toEqual({ contents: ['3', '2'], hasMore: false });
    expect((await page('?limit=5000')).contents).toHaveLength(6);
  });

  it('CB-4.1 refuses bad limits and cursors with 400', async () => {
    const channel = await openChannel(ann, []);
    const elsewhere = await send(ann, (await openChannel(ann, [])).id, 'elsewhere');
    for (const query of ['limit=0', 'limit=-1', 'limit=x', `before=${absent}`, 'after=garbage', `before=${elsewhere.id}`])
      expectRefusal(await call('GET', `/api/chat/channels/${channel.id}/messages?${query}`, { token: ann.token }), 400, 'INPUT_INVALID');
  });

  it('CB-4.1 refuses strangers with 403, even of a public channel, and unknown channels with 404', async () => {
    const { body } = await call('POST', '/api/chat/channels', { token: ann.token, body: { name: uniqueName('pub-') } });
    const read = (person: Person, id: string) => call('GET', `/api/chat/channels/${id}/messages`, { token: person.token });
    expectRefusal(await read(eve, body.channel.id), 403, 'NOT_A_MEMBER');
    expectRefusal(await read(eve, (await openDm(ann, ben)).id), 403, 'NOT_A_MEMBER');
    for (const id of [absent, 'garbage']) expectRefusal(await read(ann, id), 404, 'CHANNEL_NOT_FOUND');
  });
});
