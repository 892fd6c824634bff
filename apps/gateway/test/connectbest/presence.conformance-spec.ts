import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually, http, WsClient } from '@parley/testing';
import {
  anyInstant,
  call,
  closeSockets,
  expectRefusal,
  logIn,
  openDm,
  openIo,
  openWs,
  password,
  register,
  registerVerified,
  type Person,
} from './connectbest.harness.js';

afterEach(closeSockets);

const setStatus = ({ token }: Person, body: object) => call('PUT', '/api/users/status', { token, body });
const statusOf = async (viewer: Person, person: Person): Promise<string> =>
  (await call('GET', `/api/users/${person.id}`, { token: viewer.token })).body.user.status;

describe('sections 2.3 and 6.3: presence', () => {
  it('CB-2.3 sets state and message, for every list that shows them, and tells all', async () => {
    const [ann, ben] = [await register('ann'), await register('ben')];
    const socket = await openWs('/ws/presence', ben, 1);
    const { status, body } = await setStatus(ann, { status: 'inmeeting', statusMessage: 'Planning' });
    expect([status, body]).toEqual([200, { success: true }]);
    expect(await socket.next('presence:changed', ({ userId, status: to }) => userId === ann.id && to === 'inmeeting')).toEqual({
      userId: ann.id,
      status: 'inmeeting',
      lastSeen: anyInstant,
    });
    expect(await statusOf(ben, ann)).toBe('inmeeting');
    expect((await call('GET', '/api/auth/me', { token: ann.token })).body.user).toMatchObject({ status: 'inmeeting', statusMessage: 'Planning' });
    expect((await openDm(ben, ann)).participants.find(({ userId }: { readonly userId: string }) => userId === ann.id).status).toBe('inmeeting');
    const { users } = (await call('GET', `/api/users/search?query=${ann.name}`, { token: ben.token })).body;
    expect(users).toMatchObject([{ id: ann.id, status: 'inmeeting' }]);
    await setStatus(ann, { status: 'busy', statusMessage: '' });
    expect((await call('GET', '/api/auth/me', { token: ann.token })).body.user).toMatchObject({ status: 'busy', statusMessage: null });
  });

  it.each([{}, { status: 'asleep' }, { status: 'busy', statusMessage: 'x'.repeat(101) }])('CB-2.3 refuses %j with 400', async (body) => {
    expectRefusal(await setStatus(await register('ann'), body), 400, 'INPUT_INVALID');
    expect((await call('PUT', '/api/users/status', { body: { status: 'busy' } })).status).toBe(401);
  });

  it.each(['/ws/presence', '/ws'])('CB-6.3-c2s-presence:update on %s is answered by CB-6.3-s2c-presence:changed to all', async (path) => {
    const [ann, ben] = [await register('ann'), await register('ben')];
    const [anns, bens] = [await openWs(path, ann, 0), await openIo(path, ben, 1)];
    anns.send('presence:update', { status: 'away' });
    const changed = { userId: ann.id, status: 'away', lastSeen: anyInstant };
    for (const socket of [anns, bens])
      expect(await socket.next('presence:changed', ({ userId, status }) => userId === ann.id && status === 'away')).toEqual(changed);
    anns.send('presence:update', { status: 'asleep' });
    expect(await anns.next('error', ({ code }) => code === 'INPUT_INVALID')).toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('CB-6.3-s2c-presence:changed: a socket makes online; offline, chosen, is seen by all', async () => {
    const [ann, ben] = [await register('ann'), await register('ben')];
    const bens = await openWs('/ws/presence', ben, 0);
    const anns = await openWs('/ws/messages', ann, 1);
    await bens.next('presence:changed', ({ userId, status }) => userId === ann.id && status === 'online');
    expect(await statusOf(ben, ann)).toBe('online');
    await setStatus(ann, { status: 'offline' });
    await bens.next('presence:changed', ({ userId, status }) => userId === ann.id && status === 'offline');
    expect(await statusOf(ben, ann)).toBe('offline');
    await setStatus(ann, { status: 'online' });
    expect(await statusOf(ben, ann)).toBe('online');
    anns.close();
  });

  it('CB-1.2 a log-in is online and drops a chosen state, CB-1.6 a log-out without a socket is offline (C34)', async () => {
    const [ann, ben] = [await registerVerified('ann'), await register('ben')];
    await setStatus(ann, { status: 'busy' });
    const { body } = await logIn(ann.email);
    expect(body.user.status).toBe('online');
    expect(await statusOf(ben, ann)).toBe('online');
    await call('POST', '/api/auth/logout', { token: body.token });
    await eventually(async () => expect(await statusOf(ben, ann)).toBe('offline'), 5_000);
  });

  it('CB-1.6 a log-out is offline at once, though a socket of another dialect is open, until that one stirs (C21)', async () => {
    const [ann, ben] = [await registerVerified('ann'), await register('ben')];
    const rooms = await http('POST', '/auth/login', { body: { username: ann.email, password } }, 1);
    const bens = await openWs('/ws/presence', ben, 0);
    const theirs = await WsClient.open(`/ws?token=${rooms.body.data.access_token}`, 'event', 1, {});
    const heard = (to: string) => bens.next('presence:changed', ({ userId, status }) => userId === ann.id && status === to);
    await heard('online');
    const { body } = await logIn(ann.email);
    theirs.send('typing_start', { chatroom_id: ann.id });
    await theirs.next('error');
    await call('POST', '/api/auth/logout', { token: body.token });
    await heard('offline');
    expect(await statusOf(ben, ann)).toBe('offline');
    // Sooner than its gateway tells twice of one person's activity.
    await eventually(async () => {
      theirs.send('typing_start', { chatroom_id: ann.id });
      expect(await statusOf(ben, ann)).toBe('online');
    }, 5_000);
    theirs.close();
  }, 30_000);
});
