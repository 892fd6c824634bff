import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, http, nextMail } from '@parley/testing';
import { makeAdmin } from './admin.harness.js';
import { anyInstant, call, expectRefusal, logIn, openChannel, openWs, password, registerVerified, send, type Person } from './connectbest.harness.js';

describe('CB 8.2 to 8.5', () => {
  let admin: Person;
  beforeAll(async () => void (admin = await makeAdmin()));

  const act = (by: Person, method: string, path: string, body?: unknown) =>
    call(method, `/api/admin/users${path}`, { token: by.token, ...(body === undefined ? {} : { body }) });
  const suspend = (person: Person) => act(admin, 'POST', `/${person.id}/suspend`, { reason: 'spam and worse' });

  it('CB-8.2 List All Users shows every field, filters, searches and counts', async () => {
    const person = await registerVerified('listed');
    const found = await act(admin, 'GET', `?search=${person.email.toUpperCase()}`);
    expect([found.status, found.body]).toEqual([
      200,
      {
        users: [
          {
            id: person.id,
            email: person.email,
            name: person.name,
            role: 'user',
            status: 'active',
            emailVerified: true,
            lastLogin: null,
            createdAt: anyInstant,
          },
        ],
        total: 1,
      },
    ]);
    await logIn(person.email);
    expect((await act(admin, 'GET', `?search=${person.name}`)).body.users[0].lastLogin).toEqual(anyInstant);
    expect((await act(admin, 'GET', `?search=${person.email}&status=suspended`)).body).toEqual({ users: [], total: 0 });
    const page = (await act(admin, 'GET', '?limit=1&offset=1')).body;
    expect([page.users.length, page.total > 1]).toEqual([1, true]);
    for (const query of ['?status=gone', '?limit=0', '?offset=-1', '?offset=9223372036854775807', '?offset=1e30'])
      expectRefusal(await act(admin, 'GET', query), 400, 'INPUT_INVALID');
  });

  it('CB-8.3 Suspend User ends every session of every dialect, closes sockets with 4403 and mails the reason', async () => {
    const person = await registerVerified('naughty');
    const rooms = await http('POST', '/auth/login', { body: { username: person.email, password } }, 1);
    const socket = await openWs('/ws', person, 1);
    for (let time = 0; time < 2; time++) expect(await suspend(person)).toMatchObject({ status: 200, body: { success: true } });
    expect(await socket.closed).toBe(4403);
    for (const token of [person.token, rooms.body.data.access_token]) expect((await call('GET', '/api/auth/me', { token })).status).toBe(401);
    expectRefusal(await logIn(person.email), 403, 'ACCOUNT_SUSPENDED');
    await eventually(async () => expect((await nextMail(person.email)).text).toContain('spam and worse'), 5_000);
    expect((await act(admin, 'GET', `?search=${person.email}&status=suspended`)).body.users[0].status).toBe('suspended');
  });

  it('CB-8.4 Activate User lets in again; the old sessions stay ended', async () => {
    const person = await registerVerified('sorry');
    await suspend(person);
    for (let time = 0; time < 2; time++)
      expect(await act(admin, 'POST', `/${person.id}/activate`)).toMatchObject({ status: 200, body: { success: true } });
    expect((await logIn(person.email)).status).toBe(200);
    expectRefusal(await call('GET', '/api/auth/me', { token: person.token }), 401, 'SESSION_REVOKED');
  });

  it('CB-8.5 Delete User erases the person in every dialect; the messages stay, by "Deleted user"', async () => {
    const [gone, friend, stranger] = [await registerVerified('gone'), await registerVerified('friend'), await registerVerified('stranger')];
    const channel = await openChannel(friend, [gone]);
    await send(gone, channel.id, 'I was here');
    const socket = await openWs('/ws', gone, 1);
    expect(await act(admin, 'DELETE', `/${gone.id}`)).toMatchObject({ status: 200, body: { success: true } });
    expect(await socket.closed).toBe(4403);
    expectRefusal(await logIn(gone.email), 400, 'CREDENTIALS_WRONG');
    await eventually(async () => {
      const { body } = await call('GET', `/api/chat/channels/${channel.id}`, { token: friend.token });
      expect(body.channel.members.map(({ userId }: { readonly userId: string }) => userId)).toEqual([friend.id]);
    }, 5_000);
    const history = await call('GET', `/api/chat/channels/${channel.id}/messages`, { token: friend.token });
    const said = history.body.messages.find(({ content }: { readonly content: string }) => content === 'I was here');
    expect(said.user).toEqual({ id: gone.id, name: 'Deleted user', avatar: null });
    expectRefusal(await call('POST', '/api/dms', { token: stranger.token, body: { userId: gone.id } }), 404, 'USER_NOT_FOUND');
    expectRefusal(await act(admin, 'DELETE', `/${gone.id}`), 404, 'USER_NOT_FOUND');
    expect((await act(admin, 'GET', `?search=${gone.email}`)).body.total).toBe(0);
    const again = await call('POST', '/api/auth/register', { body: { email: gone.email, password, name: 'Somebody else' } });
    expect(again.status).toBe(201);
  });

  it.each([
    ['CB-8.2', 'GET', ''],
    ['CB-8.3', 'POST', '/ID/suspend'],
    ['CB-8.4', 'POST', '/ID/activate'],
    ['CB-8.5', 'DELETE', '/ID'],
  ])('%s refuses who is no admin with 403, and nobody with 401', async (_, method, path) => {
    const [person, other] = [await registerVerified('plain'), await registerVerified('other')];
    const target = path.replace('ID', other.id);
    expectRefusal(await act(person, method, target, method === 'POST' ? { reason: 'x' } : undefined), 403, 'ADMIN_REQUIRED');
    expectRefusal(await call(method, `/api/admin/users${target}`, {}), 401, 'TOKEN_MISSING');
  });

  it('CB-8.3 and CB-8.5 refuse oneself with 400, somebody unknown with 404, no reason with 400', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    expectRefusal(await suspend(admin), 400, 'SELF_TARGETED');
    expectRefusal(await act(admin, 'DELETE', `/${admin.id}`), 400, 'SELF_TARGETED');
    expectRefusal(await act(admin, 'DELETE', `/${nobody}`), 404, 'USER_NOT_FOUND');
    expectRefusal(await act(admin, 'POST', '/no-id/suspend', { reason: 'x' }), 404, 'USER_NOT_FOUND');
    expectRefusal(await act(admin, 'POST', `/${admin.id}/suspend`, {}), 400, 'INPUT_INVALID');
  });
});
