import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from '@parley/testing';
import { call, closeSockets, expectRefusal, openChannel, openDm, openWs, register, send, settled, type Person } from './connectbest.harness.js';

const absent = '00000000-0000-4000-a7c1-e55000000000';

describe('what a client should not send', () => {
  let ann: Person;
  let ben: Person;
  let channel: Json;
  let elsewhere: Json;
  beforeAll(async () => {
    [ann, ben] = await Promise.all([register('ann'), register('ben')]);
    channel = await openChannel(ann, [ben]);
    elsewhere = await openChannel(ben, []);
  });
  afterEach(closeSockets);

  const messages = `/api/chat/channels/`;
  const post = (path: string, body: unknown) => call('POST', path, { token: ann.token, body });
  const newest = async (): Promise<Json> => (await call('GET', `${messages}${channel.id}/messages?limit=1`, { token: ann.token })).body.messages[0];

  it.each([
    ['10,001 characters', 'x'.repeat(10_001), 'MESSAGE_TOO_LONG'],
    ['10,001 characters of two units each', '𝒳'.repeat(10_001), 'MESSAGE_TOO_LONG'],
    ['nothing but NUL', '\0\0', 'MESSAGE_EMPTY'],
    ['nothing but control characters', '\u0001\u0007 \u001f', 'MESSAGE_EMPTY'],
    ['a list', ['x'], 'INPUT_INVALID'],
    ['an object', { text: 'x' }, 'INPUT_INVALID'],
  ])('CB-4.2 and CB-4.3 refuse %s with 400 and store nothing', async (_, content, code) => {
    const mine = await send(ann, channel.id, 'mine');
    expectRefusal(await post(`${messages}${channel.id}/messages/send`, { content }), 400, code);
    expectRefusal(await call('PUT', `${messages}${channel.id}/messages/${mine.id}`, { token: ann.token, body: { content } }), 400, code);
    expect(await newest()).toEqual(mine);
  });

  it('CB-4.2 keeps what is around NUL and half characters (A-00-08)', async () => {
    expect((await send(ann, channel.id, 'a\0b\ud800c\u0007d\n\te')).content).toBe('ab\ufffdcd\n\te');
  });

  it.each([
    ['129 characters', { 'idempotency-key': 'k'.repeat(129) }],
    ['an empty key', { 'idempotency-key': '' }],
  ])('CB-4.2 names the header Idempotency-Key when it refuses %s', async (_, headers) => {
    const answer = await call('POST', `${messages}${channel.id}/messages/send`, { token: ann.token, body: { content: 'x' }, headers });
    expectRefusal(answer, 400, 'INPUT_INVALID');
    expect(Object.keys(answer.body.details)).toEqual(['Idempotency-Key']);
  });

  it('CB-4.1 … CB-4.10: ids of another kind, of nothing, and of where one is not', async () => {
    const theirs = await send(ben, elsewhere.id, 'theirs');
    const dm = await openDm(ann, ben);
    for (const id of [absent, 'x', '', ann.id, "1' OR '1'='1", '../admin', '%00', 'é'.repeat(300)].map(encodeURIComponent)) {
      const { status, body } = await call('GET', `${messages}${id}/messages`, { token: ann.token });
      expect([status, body.success]).toEqual([404, false]);
    }
    for (const id of [absent, 'x', channel.id, theirs.id]) {
      const path = `${messages}${channel.id}/messages/${id}`;
      expectRefusal(await call('PUT', path, { token: ann.token, body: { content: 'x' } }), 404, 'MESSAGE_NOT_FOUND');
      expectRefusal(await call('DELETE', path, { token: ann.token }), 404, 'MESSAGE_NOT_FOUND');
      expectRefusal(await post(`${path}/reactions`, { emoji: '👍' }), 404, 'MESSAGE_NOT_FOUND');
      expectRefusal(await post(`${path}/pin`, {}), 404, 'MESSAGE_NOT_FOUND');
      expectRefusal(await call('GET', `${path}/thread`, { token: ann.token }), 404, 'MESSAGE_NOT_FOUND');
      for (const cursor of ['before', 'after'])
        expectRefusal(await call('GET', `${messages}${dm.id}/messages?${cursor}=${id}`, { token: ann.token }), 400, 'INPUT_INVALID');
    }
    expectRefusal(await call('GET', `${messages}${elsewhere.id}/messages?before=${theirs.id}`, { token: ann.token }), 403, 'NOT_A_MEMBER');
  });

  it('CB-4.9 a message one has deleted for oneself has no thread for one (C54)', async () => {
    const sent = await send(ben, channel.id, 'not for ann');
    expect((await call('DELETE', `/v1/messages/${sent.id}?delete_for=me`, { token: ann.token })).status).toBe(200);
    const thread = (person: Person) => call('GET', `${messages}${channel.id}/messages/${sent.id}/thread`, { token: person.token });
    expectRefusal(await thread(ann), 404, 'MESSAGE_NOT_FOUND');
    expect((await thread(ben)).body.parentMessage).toMatchObject({ id: sent.id, content: 'not for ann' });
  });

  it('CB-4.1 a cursor of a channel one has left: 403 there, 400 elsewhere', async () => {
    const left = await openChannel(ben, [ann]);
    const { id } = await send(ann, left.id, 'before I left');
    expect((await call('DELETE', `${messages}${left.id}/members/${ann.id}`, { token: ann.token })).status).toBe(200);
    expectRefusal(await call('GET', `${messages}${left.id}/messages?before=${id}`, { token: ann.token }), 403, 'NOT_A_MEMBER');
    expectRefusal(await call('GET', `${messages}${channel.id}/messages?after=${id}`, { token: ann.token }), 400, 'INPUT_INVALID');
    expectRefusal(await call('PUT', `${messages}${left.id}/messages/${id}`, { token: ann.token, body: { content: 'x' } }), 403, 'NOT_A_MEMBER');
  });

  it.each([
    '',
    'x',
    '[]',
    'null',
    '5',
    '{"event":5}',
    '{"event":"toString","data":{}}',
    '{"event":"__proto__"}',
    '{"event":"call:nothing","data":[]}',
  ])('CB-12 (A-CB-58): the frame %j is answered by an error, and the socket lives on', async (frame) => {
    const socket = await openWs('/ws', ann, 0);
    const before = socket.heard('error').length;
    socket.sendRaw(frame);
    await settled(socket);
    expect(socket.heard('error').slice(before)[0]).toEqual({ code: expect.stringMatching(/./), message: expect.stringMatching(/./) });
    const { id } = await send(ben, channel.id, 'still there?');
    await socket.next('message:new', (data) => data.id === id);
  });

  it('CB-12 a frame over 1 MiB closes its socket with 1009, and no other (A-00-06)', async () => {
    const [flood, other] = [await openWs('/ws/messages', ann, 0), await openWs('/ws/messages', ben, 0)];
    flood.sendRaw('x'.repeat(1_100_000));
    expect(await flood.closed).toBe(1009);
    const { id } = await send(ann, channel.id, 'calm');
    await other.next('message:new', (data) => data.id === id);
  });

  it('CB-4.2 the details name the type that is wanted before its bounds (A-CB-01)', async () => {
    const sent = await post(`${messages}${channel.id}/messages/send`, { content: 'x', attachments: 'y' });
    expect(sent.body.details).toEqual({ attachments: 'attachments must be an array' });
    const listed = await call('GET', `${messages}${channel.id}/messages?limit=x`, { token: ann.token });
    expect(listed.body.details).toEqual({ limit: 'limit must be an integer number' });
  });

  it('CB-4.2 a body over 1 MiB is 400, and one that is no JSON (A-00-06)', async () => {
    const path = `${messages}${channel.id}/messages/send`;
    expectRefusal(await post(path, { content: 'x'.repeat(1_100_000) }), 400, 'BODY_TOO_LARGE');
    expectRefusal(await post(path, 'text'), 400, 'BODY_MALFORMED');
  });
});
