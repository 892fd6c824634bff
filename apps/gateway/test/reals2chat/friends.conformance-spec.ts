import { describe, expect, it } from '@jest/globals';
import { http } from '@parley/testing';
import { iso, register, type Person } from './reals2chat.harness.js';

const through = async (method: string, path: string, { token }: Person, body?: object): Promise<void> => {
  const answer = await http(method, `/v1/users/me/${path}`, { token, ...(body === undefined ? {} : { body }) }, 0);
  expect(answer.body).toMatchObject({ success: true });
};
const befriend = async (one: Person, other: Person): Promise<void> => {
  await through('POST', 'contacts', one, { user_id: other.id });
  await through('POST', 'contacts', other, { user_id: one.id });
};
const friendsOf = ({ token }: Person) => http('GET', '/api/friends', { token }, 1);

describe('R2-3.1 Get Friends List', () => {
  it('R2-3.1 lists accepted friends by name, favourites first (A-R2-16), made in another dialect, without those I block', async () => {
    const [me, zoe, ben, cat] = await Promise.all([register('me'), register('zoe'), register('ben'), register('cat')]);
    expect((await friendsOf(me)).body).toEqual({ success: true, friends: [] });
    await befriend(zoe, me);
    await befriend(me, ben);
    await through('POST', 'contacts', cat, { user_id: me.id });
    const { status, body } = await friendsOf(me);
    expect(status).toBe(200);
    const seen = { photoURL: null, isOnline: expect.any(Boolean), lastSeen: expect.stringMatching(iso) };
    expect(body).toEqual({
      success: true,
      friends: [
        { _id: ben.id, name: 'ben', ...seen },
        { _id: zoe.id, name: 'zoe', ...seen },
      ],
    });
    const favorite = { token: me.token, body: { isFavorite: true } };
    expect((await http('PUT', `/api/conversations/${zoe.id}/metadata`, favorite, 0)).status).toBe(200);
    expect((await friendsOf(me)).body.friends).toMatchObject([{ _id: zoe.id }, { _id: ben.id }]);
    await through('POST', 'blocked', me, { user_id: zoe.id });
    expect((await friendsOf(me)).body.friends).toMatchObject([{ _id: ben.id }]);
    expect((await friendsOf(zoe)).body.friends).toMatchObject([{ _id: me.id }]);
  });

  it('R2-3.1 wants a token', async () => {
    const { status, body } = await http('GET', '/api/friends', {}, 0);
    expect([status, body]).toEqual([401, { success: false, message: expect.any(String) }]);
  });
});
