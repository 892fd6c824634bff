import { describe, expect, it } from '@jest/globals';
import { uniqueName } from '@parley/testing';
import { anyInstant, call, expectRefusal, register } from './connectbest.harness.js';

const absentId = '00000000-0000-4000-8000-000000000000';
const phoneOf = (): string => `+49${Date.now()}`;

describe('section 2: profiles', () => {
  it('CB-2.1 answers the user of 1.5 with what changed, and 1.5 shows it', async () => {
    const ann = await register('ann');
    const preferences = { notifications: false, soundEnabled: false, timezone: 'Europe/Berlin' };
    const body = { name: ' Ann <b>B</b> ', phone: phoneOf(), statusMessage: 'In a meeting', preferences };
    const answer = await call('PUT', '/api/users/profile', { token: ann.token, body });
    expect(answer.status).toBe(200);
    const { user } = (await call('GET', '/api/auth/me', { token: ann.token })).body;
    expect(answer.body).toEqual({ user });
    expect(user).toEqual({
      ...{ id: ann.id, email: ann.email, name: 'Ann B', role: 'user', phone: body.phone, image: null, status: expect.any(String) },
      ...{ statusMessage: 'In a meeting', emailVerified: false, preferences, createdAt: anyInstant },
    });
    const cleared = await call('PUT', '/api/users/profile', { token: ann.token, body: { phone: null, statusMessage: '' } });
    expect(cleared.body.user).toEqual({ ...user, phone: null, statusMessage: null });
    expect((await call('PUT', '/api/users/profile', { token: ann.token, body: {} })).body.user).toEqual(cleared.body.user);
  });

  it.each([
    ['a short name', { name: 'A' }],
    ['a phone that is none', { phone: '12345' }],
    ['a long status message', { statusMessage: 'x'.repeat(101) }],
    ['an unknown time zone', { preferences: { timezone: 'Mars/Olympus' } }],
    ['preferences that are a list', { preferences: [] }],
    ['a visibility that is a list', { visibility: [{}] }],
    ['a setting of another type', { preferences: { notifications: 'yes' } }],
  ])('CB-2.1 refuses %s with 400', async (_what, body) => {
    const { token } = await register('ann');
    expectRefusal(await call('PUT', '/api/users/profile', { token, body }), 400, 'INPUT_INVALID');
    expect((await call('PUT', '/api/users/profile', { body })).status).toBe(401);
  });

  it('CB-2.4 finds by name, e-mail and phone, best match first, never oneself', async () => {
    const stem = uniqueName('seek');
    const [exact, longer, seeker] = [await register('a'), await register('b'), await register('c')];
    const phone = phoneOf();
    await call('PUT', '/api/users/profile', { token: exact.token, body: { name: stem, phone } });
    await call('PUT', '/api/users/profile', { token: longer.token, body: { name: `${stem}er` } });
    await call('PUT', '/api/users/profile', { token: seeker.token, body: { name: `${stem} me` } });
    const search = (query: string) => call('GET', `/api/users/search?${query}`, { token: seeker.token });
    const { status, body } = await search(`query=${stem.toUpperCase()}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      users: [
        { id: exact.id, name: stem, email: exact.email, phone, status: expect.any(String), avatar: null },
        { id: longer.id, name: `${stem}er`, email: longer.email, phone: null, status: expect.any(String), avatar: null },
      ],
    });
    expect((await search(`query=${stem}&limit=1`)).body.users).toHaveLength(1);
    expect((await search(`query=${encodeURIComponent(phone)}`)).body.users).toMatchObject([{ id: exact.id }]);
    expect((await search(`query=${encodeURIComponent(longer.email)}`)).body.users).toMatchObject([{ id: longer.id }]);
    expect((await search(`query=${stem}&limit=1000`)).status).toBe(200);
  });

  it.each(['', 'query=', 'query=a', 'query=ab&limit=0', 'query=ab&limit=x'])('CB-2.4 refuses ?%s with 400', async (query) => {
    const { token } = await register('ann');
    expectRefusal(await call('GET', `/api/users/search?${query}`, { token }), 400, 'INPUT_INVALID');
  });

  it('CB-2.5 shows another person; nobody there is 404', async () => {
    const [ann, ben] = [await register('ann'), await register('ben')];
    const { status, body } = await call('GET', `/api/users/${ben.id}`, { token: ann.token });
    expect(status).toBe(200);
    expect(body).toEqual({
      user: {
        ...{ id: ben.id, name: ben.name, email: ben.email, phone: null, status: expect.any(String), statusMessage: null, avatar: null },
        createdAt: (await call('GET', '/api/auth/me', { token: ben.token })).body.user.createdAt,
      },
    });
    for (const id of [absentId, 'nonsense']) expectRefusal(await call('GET', `/api/users/${id}`, { token: ann.token }), 404, 'USER_NOT_FOUND');
    expect((await call('GET', `/api/users/${ben.id}`, {})).status).toBe(401);
  });
});
