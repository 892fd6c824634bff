import { beforeAll, describe, expect, it } from '@jest/globals';
import { resigned } from '../matrix/actors.harness.js';
import { makeAdmin } from './admin.harness.js';
import { call, expectRefusal, openChannel, register, type Person } from './connectbest.harness.js';

describe('C22: a token that is older than the role', () => {
  let ann: Person;
  /** Of an admin, from before he was one, and of somebody who is one no more. */
  let early: string;
  let late: string;
  beforeAll(async () => {
    const admin = await makeAdmin();
    ann = await register('ann');
    early = await resigned(admin.token, { role: 'user' });
    late = await resigned((await register('ben')).token, { role: 'admin' });
  });

  it('CB-8.7 Ops Metrics goes by the account', async () => {
    expect((await call('GET', '/api/metrics', { token: early })).status).toBe(200);
    expectRefusal(await call('GET', '/api/metrics', { token: late }), 403, 'ADMIN_REQUIRED');
  });

  it('CB-3.5 Delete Channel goes by the account', async () => {
    const { id } = await openChannel(ann, []);
    const erase = (token: string) => call('DELETE', `/api/chat/channels/${id}`, { token });
    expectRefusal(await erase(late), 403, 'NOT_A_MEMBER');
    expect(await erase(early)).toMatchObject({ status: 200, body: { success: true } });
    expectRefusal(await call('GET', `/api/chat/channels/${id}`, { token: ann.token }), 404, 'CHANNEL_NOT_FOUND');
  });

  it('CB-8.2 List All Users goes by the account', async () => {
    expect((await call('GET', '/api/admin/users', { token: early })).status).toBe(200);
    expectRefusal(await call('GET', '/api/admin/users', { token: late }), 403, 'ADMIN_REQUIRED');
  });
});
