import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, http, type Json } from '@parley/testing';
import { call, errorBody, expectStatus, historyOf, listen, makeGroup, makePerson, openDirect, sendText, type Person } from './v1.harness.js';

const second = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const notificationId = expect.stringMatching(/^notif_[0-9a-f]{24}$/);

const bellOf = async (person: Person, query = ''): Promise<Json> => expectStatus(await call(person, 'GET', `/v1/notifications${query}`), 200);
const bellWith = (person: Person, unread: number): Promise<Json> =>
  eventually(async () => {
    const { data } = await bellOf(person);
    expect(data.unread_count).toBe(unread);
    return data;
  }, 10_000);
const read = (person: Person, id: string) => call(person, 'PUT', `/v1/notifications/${id}/read`);

describe('section 7: notifications', () => {
  let ada: Person;
  beforeAll(async () => void (ada = await makePerson('ada')));

  it('V1-7.1 Get Notifications shows new_message, mention and contact_request, and pushes each to every socket (A-V1-23)', async () => {
    const bob = await makePerson('bob');
    // What happens on gateway 0 is heard on gateway 1.
    const ears = await listen(bob, 1);
    expectStatus(await call(ada, 'POST', '/v1/users/me/contacts', { user_id: bob.id, message: 'Hi!' }), 201);
    await bellWith(bob, 1);
    const direct = await openDirect(ada, bob);
    const hello = await sendText(ada, direct, 'hello');
    await bellWith(bob, 2);
    const group = await makeGroup(ada, 'Crew', [bob]);
    await bellWith(bob, 3);
    const named = await sendText(ada, group, `@${bob.username} look`);
    await bellWith(bob, 4);
    const { data, pagination } = await bellOf(bob);
    const entry = { notification_id: notificationId, is_read: false, created_at: second };
    const notifications = [
      {
        ...{ ...entry, type: 'mention', title: `${ada.fullName} mentioned you in #Crew`, body: `@${bob.username} look` },
        data: { conversation_id: group, message_id: named.message_id, user_id: ada.id },
      },
      {
        ...{ ...entry, type: 'mention', title: ada.fullName, body: 'You were added to #Crew' },
        data: { conversation_id: group, user_id: ada.id },
      },
      {
        ...{ ...entry, type: 'new_message', title: `New message from ${ada.fullName}`, body: 'hello' },
        data: { conversation_id: direct, message_id: hello.message_id, user_id: ada.id },
      },
      { ...entry, type: 'contact_request', title: `Contact request from ${ada.fullName}`, body: 'Hi!', data: { user_id: ada.id } },
    ];
    expect(data).toEqual({ notifications, unread_count: 4, total: 4 });
    expect(pagination).toEqual({ limit: 50, offset: 0, total: 4, has_next: false, has_prev: false });
    for (const told of data.notifications.toReversed()) expect(await ears.next('notification')).toEqual({ type: 'notification', notification: told });
    expect(ears.heard('notification')).toHaveLength(4);
    ears.close();
    expect((await bellOf(ada)).data).toEqual({ notifications: [], unread_count: 0, total: 0 });
  });

  it('V1-7.1 pages, and with unread_only leaves out what is read; the count is of all (A-V1-32)', async () => {
    const bob = await makePerson('bob');
    const direct = await openDirect(ada, bob);
    for (const text of ['one', 'two', 'three']) {
      await sendText(ada, direct, text);
    }
    const { notifications } = await bellWith(bob, 3);
    expectStatus(await read(bob, notifications[0].notification_id), 200);
    const bodies = (page: Json) => page.data.notifications.map(({ body }: Json) => body);
    const unread = await bellOf(bob, '?unread_only=true');
    expect([bodies(unread), unread.data.unread_count, unread.data.total]).toEqual([['two', 'one'], 2, 2]);
    const page = await bellOf(bob, '?limit=1&offset=1');
    expect([bodies(page), page.data.unread_count, page.data.total, page.pagination.has_next]).toEqual([['two'], 2, 3, true]);
    expect(bodies(await bellOf(bob, '?limit=500'))).toHaveLength(3);
    for (const query of ['?limit=0', '?limit=x', '?offset=-1', '?unread_only=maybe'])
      expect(expectStatus(await call(bob, 'GET', `/v1/notifications${query}`), 400)).toMatchObject({ error: { code: 'VALIDATION_ERROR' } });
  });

  it('V1-7.2 Mark Notification as Read answers 200 again, 404 for anybody else’s; PUT notifications/read takes all', async () => {
    const [bob, eve] = await Promise.all([makePerson('bob'), makePerson('eve')]);
    const direct = await openDirect(ada, bob);
    for (const text of ['one', 'two', 'three']) await sendText(ada, direct, text);
    const { notifications } = await bellWith(bob, 3);
    const id = notifications[1].notification_id;
    for (let n = 0; n < 2; n++) expect(expectStatus(await read(bob, id), 200)).toEqual({ success: true, message: 'Notification marked as read' });
    expect((await bellWith(bob, 2)).notifications.map(({ is_read }: Json) => is_read)).toEqual([false, true, false]);
    for (const foreign of [read(eve, notifications[0].notification_id), read(bob, `notif_${'0'.repeat(24)}`), read(bob, 'notif_none')])
      expect(expectStatus(await foreign, 404)).toEqual(errorBody('NOT_FOUND', expect.anything()));
    expect(expectStatus(await call(bob, 'PUT', '/v1/notifications/read'), 200)).toEqual({ success: true, message: 'Notifications marked as read' });
    await bellWith(bob, 0);
    for (const [method, path] of [
      ['GET', ''],
      ['PUT', '/read'],
      ['PUT', `/${id}/read`],
    ] as const)
      expect(expectStatus(await http(method, `/v1/notifications${path}`, {}, 0), 401)).toEqual(errorBody('AUTHENTICATION_FAILED', expect.anything()));
  });

  it('V1-7.1 is one bell with ConnectBest’s: what either reads is read, and each shows its kinds (C71)', async () => {
    const [bob, cid] = await Promise.all([makePerson('bob'), makePerson('cid')]);
    const direct = await openDirect(ada, bob);
    const mine = await sendText(bob, direct, 'mine');
    expectStatus(await call(ada, 'POST', `/v1/messages/${mine.message_id}/reactions`, { emoji: '👍' }), 200);
    await sendText(ada, direct, 'hello');
    expectStatus(await call(cid, 'POST', '/v1/users/me/contacts', { user_id: bob.id }), 201);
    const connectbest = async (): Promise<Json> => (await http('GET', '/api/notifications', { token: bob.token }, 1)).body;
    const { notifications } = await bellWith(bob, 2);
    expect(notifications.map(({ type }: Json) => type).sort()).toEqual(['contact_request', 'new_message']);
    const shown = await eventually(async () => {
      const body = await connectbest();
      expect(body.unreadCount).toBe(2);
      return body.notifications;
    }, 10_000);
    expect(shown.map(({ type }: Json) => type).sort()).toEqual(['dm', 'reaction']);
    const dm = shown.find(({ type }: Json) => type === 'dm');
    expect((await http('PUT', '/api/notifications/read', { token: bob.token, body: { notificationIds: [dm.id] } }, 1)).status).toBe(200);
    await bellWith(bob, 1);
    const request = notifications.find(({ type }: Json) => type === 'contact_request');
    expectStatus(await read(bob, request.notification_id), 200);
    expect((await connectbest()).unreadCount).toBe(1);
  });

  it('V1-7.1 falls when the conversation is read and when a request is answered', async () => {
    const bob = await makePerson('bob');
    const direct = await openDirect(ada, bob);
    expectStatus(await call(ada, 'POST', '/v1/users/me/contacts', { user_id: bob.id }), 201);
    for (const text of ['one', 'two']) await sendText(ada, direct, text);
    await bellWith(bob, 3);
    const { messages } = await historyOf(bob, direct, '');
    expectStatus(await call(bob, 'POST', `/v1/conversations/${direct}/read`, { message_id: messages[0].message_id }), 200);
    await bellWith(bob, 1);
    expectStatus(await call(bob, 'PUT', `/v1/users/me/contacts/${ada.id}`, { status: 'accepted' }), 200);
    expect((await bellWith(bob, 0)).total).toBe(3);
  });
});
