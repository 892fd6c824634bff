import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type Json } from '@parley/testing';
import {
  anyInstant,
  anyUuid,
  call,
  closeSockets,
  expectRefusal,
  logIn,
  openChannel,
  openDm,
  openIo,
  openWs,
  register,
  registerVerified,
  send,
  type Person,
} from './connectbest.harness.js';

const bellOf = async ({ token }: Person, query = ''): Promise<Json> => (await call('GET', `/api/notifications${query}`, { token })).body;
/** The bell once it shows as many unread as expected. */
const bellWith = (person: Person, unreadCount: number): Promise<Json> =>
  eventually(async () => {
    const body = await bellOf(person);
    expect(body.unreadCount).toBe(unreadCount);
    return body;
  }, 10_000);
const read = ({ token }: Person, notificationIds: unknown) => call('PUT', '/api/notifications/read', { token, body: { notificationIds } });

describe('section 9: the bell', () => {
  let ann: Person;
  beforeAll(async () => void (ann = await register('ann')));
  afterEach(closeSockets);

  it('CB-9.3 Get Unread Notifications shows the four types, newest first, and pushes each as notification:new (A-CB-60, A-CB-80)', async () => {
    const ben = await registerVerified('ben');
    // What happens on gateway 0 is heard on gateway 1, by either kind of socket.
    // Another session, for within one `/ws` leaves to a namespace what it carries (C04).
    const { token } = (await logIn(ben.email)).body;
    const ears = await Promise.all([openWs('/ws/notifications', ben, 1), openIo('/ws/notifications', ben, 1), openWs('/ws', { token }, 0)]);
    const dm = await openDm(ann, ben);
    const hello = await send(ann, dm.id, 'hello');
    const [dmTold] = (await bellWith(ben, 1)).notifications;
    expect(dmTold).toEqual({
      ...{ id: anyUuid, type: 'dm', message: `${ann.name}: hello`, channelId: dm.id, messageId: hello.id, read: false, createdAt: anyInstant },
    });

    const channel = await openChannel(ann, [ben]);
    expect((await bellWith(ben, 2)).notifications[0]).toMatchObject({
      ...{ type: 'mention', message: `You were added to #${channel.name}`, channelId: channel.id, messageId: null },
    });
    const named = await send(ann, channel.id, `@"${ben.name}" look`);
    expect((await bellWith(ben, 3)).notifications[0]).toMatchObject({
      ...{
        type: 'mention',
        message: `${ann.name} mentioned you in #${channel.name}: @"${ben.name}" look`,
        channelId: channel.id,
        messageId: named.id,
      },
    });
    const root = await send(ben, channel.id, 'what do you think?');
    const path = `/api/chat/channels/${channel.id}/messages`;
    const reply = await call('POST', `${path}/send`, { token: ann.token, body: { content: 'fine', parentMessageId: root.id } });
    expect((await bellWith(ben, 4)).notifications[0]).toMatchObject({
      ...{ type: 'thread_reply', message: `${ann.name} replied in #${channel.name}: fine`, messageId: reply.body.message.id },
    });
    const reacted = await call('POST', `${path}/${root.id}/reactions`, { token: ann.token, body: { emoji: '👍' } });
    expect(reacted.status).toBeLessThan(300);
    const { notifications } = await bellWith(ben, 5);
    expect(notifications[0]).toMatchObject({ type: 'reaction', message: expect.stringContaining('👍'), channelId: channel.id, messageId: root.id });
    expect(notifications.map(({ id }: Json) => id)).toContain(dmTold.id);

    for (const socket of ears) {
      const heard = [];
      for (let n = 0; n < 5; n++) heard.push(await socket.next('notification:new'));
      expect(heard).toEqual(expect.arrayContaining([...notifications]));
      expect(socket.heard('notification:new')).toHaveLength(5);
    }
    expect(await bellOf(ann)).toEqual({ notifications: [], unreadCount: 0 });
  });

  it('CB-9.4 Mark Notifications as Read takes one’s own of the ids, and shows them by ?all=true only (A-CB-78, A-CB-79)', async () => {
    const ben = await register('ben');
    const dm = await openDm(ann, ben);
    for (const text of ['one', 'two', 'three']) await send(ann, dm.id, text);
    const { notifications } = await bellWith(ben, 3);
    const ids = notifications.map(({ id }: Json) => id);
    expect(await read(ann, ids)).toMatchObject({ status: 200, body: { success: true } });
    expect(await read(ben, [])).toMatchObject({ status: 200, body: { success: true } });
    await bellWith(ben, 3);
    expect((await read(ben, [ids[0], ids[0], 'no id', '00000000-0000-4000-a7c1-e55000000000'])).body).toEqual({ success: true });
    const left = await bellOf(ben);
    expect([left.unreadCount, left.notifications.map(({ id }: Json) => id)]).toEqual([2, ids.slice(1)]);
    const all = await bellOf(ben, '?all=true');
    expect([all.unreadCount, all.notifications.map(({ read: isRead }: Json) => isRead)]).toEqual([2, [true, false, false]]);
    for (const wrong of [undefined, 'all', [5], { id: ids[0] }]) expectRefusal(await read(ben, wrong), 400, 'INPUT_INVALID');
    expectRefusal(await call('GET', '/api/notifications?all=maybe', { token: ben.token }), 400, 'INPUT_INVALID');
    for (const [method, path] of [
      ['GET', ''],
      ['PUT', '/read'],
      ['GET', '/settings'],
      ['PUT', '/settings'],
    ] as const)
      expectRefusal(await call(method, `/api/notifications${path}`, { body: method === 'PUT' ? {} : undefined }), 401, 'TOKEN_MISSING');
  });

  it('CB-9.3 counts right when the conversation is read, a message edited or deleted, a reaction taken back, a member removed', async () => {
    const ben = await register('ben');
    const dm = await openDm(ann, ben);
    const channel = await openChannel(ann, [ben]);
    const dmPath = `/api/chat/channels/${dm.id}/messages`;
    const first = await send(ann, dm.id, 'first');
    await bellWith(ben, 2);
    await call('PUT', `${dmPath}/${first.id}`, { token: ann.token, body: { content: 'revised' } });
    await eventually(async () => expect(JSON.stringify(await bellOf(ben))).toContain(`${ann.name}: revised`), 10_000);
    await call('DELETE', `${dmPath}/${first.id}`, { token: ann.token });
    expect(JSON.stringify(await bellWith(ben, 1))).not.toContain('revised');
    await send(ann, dm.id, 'second');
    await bellWith(ben, 2);
    await call('GET', dmPath, { token: ben.token });
    await bellWith(ben, 1);
    const mine = await send(ben, dm.id, 'mine');
    await call('POST', `${dmPath}/${mine.id}/reactions`, { token: ann.token, body: { emoji: '🎉' } });
    await bellWith(ben, 2);
    await call('DELETE', `${dmPath}/${mine.id}/reactions`, { token: ann.token });
    await bellWith(ben, 1);
    await call('DELETE', `/api/chat/channels/${channel.id}/members/${ben.id}`, { token: ann.token });
    expect((await bellWith(ben, 0)).notifications).toEqual([]);
  });
});
