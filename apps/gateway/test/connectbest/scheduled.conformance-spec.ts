import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from '@parley/testing';
import {
  anyInstant,
  anyUuid,
  call,
  closeSockets,
  expectRefusal,
  messageOf,
  openChannel,
  openDm,
  openWs,
  register,
  type Person,
} from './connectbest.harness.js';

describe('scheduled messages', () => {
  let ann: Person;
  let ben: Person;
  let channel: Json;
  beforeAll(async () => {
    [ann, ben] = await Promise.all([register('ann'), register('ben')]);
    channel = await openChannel(ann, [ben]);
  });
  afterEach(closeSockets);

  const inMs = (delay: number): string => new Date(Date.now() + delay).toISOString();
  const schedule = ({ token }: Person, body: object) => call('POST', '/api/scheduled-messages', { token, body });
  const list = async ({ token }: Person): Promise<Json[]> => (await call('GET', '/api/scheduled-messages', { token })).body.messages;
  const cancel = ({ token }: Person, id: string) => call('DELETE', `/api/scheduled-messages/${id}`, { token });

  it('CB-7.5.1 Schedule Message answers 201, stays unseen, and is sent at its time under its id', async () => {
    const ears = await openWs('/ws/messages', ben, 1);
    const scheduledFor = inMs(1_500);
    const { status, body } = await schedule(ann, { channelId: channel.id, content: 'on the dot', scheduledFor });
    expect(status).toBe(201);
    expect(body).toEqual({
      scheduledMessage: { id: anyUuid, channelId: channel.id, content: 'on the dot', scheduledFor, status: 'pending', createdAt: anyInstant },
    });
    const { id } = body.scheduledMessage;
    const heard = await ears.next('message:new', (data) => data.id === id);
    expect(heard).toMatchObject({ ...messageOf(ann, channel.id, 'on the dot'), id, scheduledFor, seq: expect.any(Number) });
    expect(Date.parse(heard.createdAt)).toBeGreaterThanOrEqual(Date.parse(scheduledFor));
    expect(await list(ann)).toEqual([{ ...body.scheduledMessage, status: 'sent' }]);
    expectRefusal(await cancel(ann, id), 400, 'SCHEDULE_NOT_PENDING');
  });

  it('CB-4.2 Send Message with scheduledFor answers the whole message and shows it to nobody (A-CB-35)', async () => {
    const scheduledFor = inMs(3_600_000);
    const path = `/api/chat/channels/${channel.id}/messages`;
    const { status, body } = await call('POST', `${path}/send`, { token: ann.token, body: { content: 'later', scheduledFor } });
    expect(status).toBe(201);
    expect(body).toEqual({ message: { ...messageOf(ann, channel.id, 'later'), scheduledFor } });
    const { messages } = (await call('GET', path, { token: ann.token })).body;
    expect(messages.map(({ id }: Json) => id)).not.toContain(body.message.id);
    expect((await list(ann))[0]).toMatchObject({ id: body.message.id, status: 'pending' });
  });

  it('CB-7.5.2 List Scheduled Messages shows one’s own alone, newest first', async () => {
    const first = (await schedule(ben, { channelId: channel.id, content: 'one', scheduledFor: inMs(3_600_000) })).body.scheduledMessage;
    const second = (await schedule(ben, { channelId: channel.id, content: 'two', scheduledFor: inMs(60_000) })).body.scheduledMessage;
    expect(await list(ben)).toEqual([second, first]);
    expect((await list(ann)).map(({ id }) => id)).not.toContain(first.id);
  });

  it('CB-7.5.3 Cancel Scheduled Message answers { success: true } once', async () => {
    const { id } = (await schedule(ann, { channelId: channel.id, content: 'never', scheduledFor: inMs(3_600_000) })).body.scheduledMessage;
    expectRefusal(await cancel(ben, id), 404, 'MESSAGE_NOT_FOUND');
    expect(await cancel(ann, id)).toMatchObject({ status: 200, body: { success: true } });
    expect((await list(ann)).find((one) => one.id === id)).toMatchObject({ status: 'cancelled' });
    expectRefusal(await cancel(ann, id), 400, 'SCHEDULE_NOT_PENDING');
  });

  it('CB-4.3 Edit Message edits one that is still to be sent, for its author alone (A-CB-36)', async () => {
    const { id, scheduledFor } = (await schedule(ann, { channelId: channel.id, content: 'draft', scheduledFor: inMs(3_600_000) })).body
      .scheduledMessage;
    const edit = ({ token }: Person, content: string) => call('PUT', `/api/chat/channels/${channel.id}/messages/${id}`, { token, body: { content } });
    const { status, body } = await edit(ann, 'final');
    expect([status, body]).toEqual([200, { message: { ...messageOf(ann, channel.id, 'final'), id, scheduledFor } }]);
    expect((await list(ann)).find((one) => one.id === id)).toMatchObject({ content: 'final', status: 'pending' });
    expectRefusal(await edit(ben, 'mine'), 404, 'MESSAGE_NOT_FOUND');
    expectRefusal(await edit(ann, ' '), 400, 'MESSAGE_EMPTY');
    await cancel(ann, id);
    expectRefusal(await edit(ann, 'too late'), 404, 'MESSAGE_NOT_FOUND');
  });

  it('CB-4.2 a reply to a reply that waits is answered as one that is sent: in the thread of its root (A-CB-32)', async () => {
    const post = async (body: object): Promise<Json> =>
      (await call('POST', `/api/chat/channels/${channel.id}/messages/send`, { token: ann.token, body })).body.message;
    const root = await post({ content: 'root' });
    const reply = await post({ content: 'reply', parentMessageId: root.id });
    const waiting = await post({ content: 'later', parentMessageId: reply.id, scheduledFor: inMs(3_600_000) });
    expect([reply.parentMessageId, waiting.parentMessageId]).toEqual([root.id, root.id]);
  });

  it('CB-7.5.1 takes a time without an offset as UTC, and no day that is not in the calendar (C24)', async () => {
    const inUtc = inMs(3_600_000).replace(/\.\d+Z$/, '');
    const { body } = await schedule(ann, { channelId: channel.id, content: 'tea time', scheduledFor: inUtc });
    expect(body.scheduledMessage).toMatchObject({ scheduledFor: `${inUtc}.000Z` });
    const nextYear = new Date().getUTCFullYear() + 1;
    for (const none of [`${nextYear}-02-31T10:00:00Z`, `${nextYear}-W10-3`]) {
      const draft = { content: 'never', scheduledFor: none };
      expectRefusal(await schedule(ann, { ...draft, channelId: channel.id }), 400, 'INPUT_INVALID');
      expectRefusal(await call('POST', `/api/chat/channels/${channel.id}/messages/send`, { token: ann.token, body: draft }), 400, 'INPUT_INVALID');
    }
  });

  it('CB-7.5.1, CB-4.2 and CB-4.3 refuse for later, too, what a send would be refused for now', async () => {
    const [eve, fay] = [await register('eve'), await register('fay')];
    const dm = await openDm(eve, fay);
    const waiting = (await schedule(eve, { channelId: dm.id, content: 'hello', scheduledFor: inMs(3_600_000) })).body.scheduledMessage;
    const put = (path: string, body: object) => call('PUT', path, { token: fay.token, body });
    expect((await put(`/api/conversations/${eve.id}/metadata`, { isBlocked: true })).status).toBe(200);
    const path = `/api/chat/channels/${dm.id}/messages`;
    const draft = { content: 'hello again', scheduledFor: inMs(3_600_000) };
    const refusals = [
      await call('POST', `${path}/send`, { token: eve.token, body: { content: 'now' } }),
      await call('POST', `${path}/send`, { token: eve.token, body: draft }),
      await schedule(eve, { ...draft, channelId: dm.id }),
      await call('PUT', `${path}/${waiting.id}`, { token: eve.token, body: { content: 'hello again' } }),
    ];
    for (const refusal of refusals) expectRefusal(refusal, 403, 'BLOCKED');
    expect(await list(eve)).toEqual([waiting]);
  });

  it('CB-7.5.1 refuses the past, the far future, strangers and bad fields', async () => {
    const body = { channelId: channel.id, content: 'x', scheduledFor: inMs(60_000) };
    for (const delay of [-1_000, 400 * 86_400_000])
      expectRefusal(await schedule(ann, { ...body, scheduledFor: inMs(delay) }), 400, 'SCHEDULE_INVALID');
    for (const wrong of [{ scheduledFor: 'soon' }, { content: 5 }, { channelId: undefined }])
      expectRefusal(await schedule(ann, { ...body, ...wrong }), 400, 'INPUT_INVALID');
    expectRefusal(await schedule(ann, { ...body, content: ' ' }), 400, 'MESSAGE_EMPTY');
    expectRefusal(await schedule(await register('eve'), body), 403, 'NOT_A_MEMBER');
    expectRefusal(await call('GET', '/api/scheduled-messages', {}), 401, 'TOKEN_MISSING');
  });
});
