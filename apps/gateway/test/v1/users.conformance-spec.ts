import { describe, expect, it } from '@jest/globals';
import { uniqueName } from '@parley/testing';
import { call, errorBody, expectStatus, makePerson } from './v1.harness.js';

const second = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const absentId = `usr_${'0'.repeat(24)}`;

describe('section 2: users', () => {
  it('V1-2.1 Get User Profile shows every key, of oneself and of another', async () => {
    const [ada, bob] = [await makePerson('ada'), await makePerson('bob')];
    const shown = {
      ...{ user_id: bob.id, username: bob.username, full_name: bob.fullName, email: bob.email, phone: null, avatar_url: null, bio: null },
      ...{ status: expect.any(String), last_seen: second, created_at: second },
    };
    expect(expectStatus(await call(ada, 'GET', `/v1/users/${bob.id}`), 200)).toEqual({ success: true, data: shown });
    expect(expectStatus(await call(bob, 'GET', '/v1/users/me'), 200)).toEqual({ success: true, data: shown });
  });

  it('V1-2.1 Get User Profile answers 404 for nobody, 401 without a token', async () => {
    const ada = await makePerson('ada');
    for (const id of [absentId, 'nonsense']) expect(expectStatus(await call(ada, 'GET', `/v1/users/${id}`), 404)).toEqual(errorBody('NOT_FOUND', {}));
    expectStatus(await call({ ...ada, token: 'garbage' }, 'GET', '/v1/users/me'), 401);
  });

  it('V1-2.2 Update Profile answers the documented keys and what else was sent, and others see it', async () => {
    const [ada, bob] = [await makePerson('ada'), await makePerson('bob')];
    const first = expectStatus(await call(ada, 'PUT', '/v1/users/me', { full_name: ' Ada B ', bio: 'Counts' }), 200);
    expect(first).toEqual({ success: true, data: { user_id: ada.id, full_name: 'Ada B', bio: 'Counts', updated_at: second } });
    const sent = { avatar_url: 'https://my_pictures.example.com/a.jpg', status_message: 'Working' };
    expect(expectStatus(await call(ada, 'PUT', '/v1/users/me', sent), 200).data).toEqual({ ...first.data, ...sent, updated_at: second });
    const seen = expectStatus(await call(bob, 'GET', `/v1/users/${ada.id}`), 200).data;
    expect(seen).toMatchObject({ full_name: 'Ada B', bio: 'Counts', avatar_url: sent.avatar_url });
    expect(expectStatus(await call(ada, 'PUT', '/v1/users/me', { avatar_url: null, bio: null }), 200).data).toMatchObject({
      avatar_url: null,
      bio: null,
    });
  });

  it.each([
    ['full_name', ''],
    ['bio', 'x'.repeat(501)],
    ['avatar_url', 'javascript:alert(1)'],
    ['avatar_url', 'no url'],
    ['avatar_url', 'http://\ud800'],
    ['visibility', []],
    ['status_message', 'x'.repeat(101)],
    ['bio', 5],
  ])('V1-2.2 Update Profile refuses a wrong %s', async (field, value) => {
    const ada = await makePerson('ada');
    const refused = expectStatus(await call(ada, 'PUT', '/v1/users/me', { [field]: value }), 400);
    expect(refused).toEqual(errorBody('VALIDATION_ERROR', { [field]: expect.any(String) }));
  });

  it('V1-2.3 Search Users finds user names and full names, in pages, never oneself', async () => {
    const stem = uniqueName('seek');
    const [ada, bob, me] = [await makePerson('ada'), await makePerson('bob'), await makePerson('me')];
    await call(ada, 'PUT', '/v1/users/me', { full_name: `${stem} one` });
    await call(bob, 'PUT', '/v1/users/me', { full_name: stem });
    await call(me, 'PUT', '/v1/users/me', { full_name: stem });
    const found = expectStatus(await call(me, 'GET', `/v1/users/search?q=${stem}`), 200);
    const person = { avatar_url: null, status: expect.any(String) };
    expect(found).toEqual({
      success: true,
      data: {
        users: [
          { user_id: bob.id, username: bob.username, full_name: stem, ...person },
          { user_id: ada.id, username: ada.username, full_name: `${stem} one`, ...person },
        ],
        ...{ total: 2, limit: 20, offset: 0 },
      },
      pagination: { limit: 20, offset: 0, total: 2, has_next: false, has_prev: false },
    });
    const second = expectStatus(await call(me, 'GET', `/v1/users/search?q=${stem}&limit=1&offset=1`), 200);
    expect(second.data).toMatchObject({ users: [{ user_id: ada.id }], total: 2, limit: 1, offset: 1 });
    const byName = expectStatus(await call(me, 'GET', `/v1/users/search?q=${ada.username}`), 200);
    expect(byName.data.users).toMatchObject([{ user_id: ada.id }]);
    expect(expectStatus(await call(me, 'GET', `/v1/users/search?q=${encodeURIComponent(ada.email)}`), 200).data.users).toEqual([]);
  });

  it.each(['', 'q=', 'q=a&limit=0', 'q=a&offset=-1', 'q=a&limit=x'])('V1-2.3 Search Users refuses ?%s', async (query) => {
    expectStatus(await call(await makePerson('ada'), 'GET', `/v1/users/search?${query}`), 400);
  });
});
