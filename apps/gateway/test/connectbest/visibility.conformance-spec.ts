import { describe, expect, it } from '@jest/globals';
import { hexOf, type AnyId } from '@parley/contracts';
import { http } from '@parley/testing';
import { call, expectRefusal, openChannel, register, type Person } from './connectbest.harness.js';

const userId = ({ id }: Person): string => `usr_${hexOf(id as AnyId)}`;

/** What a viewer sees of somebody: [e-mail, phone] in CB-2.5, CB-2.4 and V1-2.1. */
const seen = async (viewer: Person, person: Person): Promise<readonly (readonly (string | null)[])[]> => {
  const one = (await call('GET', `/api/users/${person.id}`, { token: viewer.token })).body.user;
  const [found] = (await call('GET', `/api/users/search?query=${person.name}`, { token: viewer.token })).body.users;
  const v1 = (await http('GET', `/v1/users/${userId(person)}`, { token: viewer.token }, 1)).body.data;
  return [one, found, v1].map(({ email, phone }) => [email, phone]);
};

describe('C36: before whom e-mail and phone are shown', () => {
  const phone = '+4915112345678';
  const three = <T>(value: T): readonly T[] => [value, value, value];

  it('CB-2.1 and V1-2.2 take `visibility`, an extension: hidden is null, and found by nobody', async () => {
    const [ann, friend, stranger] = [await register('ann'), await register('friend'), await register('stranger')];
    for (const [one, other] of [
      [ann, friend],
      [friend, ann],
    ] as const)
      expect((await http('POST', '/v1/users/me/contacts', { token: one.token, body: { user_id: userId(other) } }, 0)).status).toBe(201);
    const set = (body: object) => call('PUT', '/api/users/profile', { token: ann.token, body });
    const [shown, hidden] = [three([ann.email, phone]), three([null, null])];
    await set({ phone });
    expect(await seen(stranger, ann)).toEqual(shown);
    const answer = await set({ visibility: { contactData: 'contacts' } });
    expect([answer.status, answer.body.user]).toEqual([200, (await call('GET', '/api/auth/me', { token: ann.token })).body.user]);
    expect([await seen(friend, ann), await seen(stranger, ann)]).toEqual([shown, hidden]);
    const search = await call('GET', `/api/users/search?query=${encodeURIComponent(ann.email)}`, { token: stranger.token });
    expect(search.body.users).toEqual([]);
    const v1 = await http('PUT', '/v1/users/me', { token: ann.token, body: { visibility: { contact_data: 'nobody' } } }, 1);
    expect(v1).toMatchObject({ status: 200, body: { data: { visibility: { presence: 'everyone', contact_data: 'nobody' } } } });
    expect(await seen(friend, ann)).toEqual(hidden);
    await set({ visibility: { contactData: 'everyone', presence: null } });
    expect(await seen(stranger, ann)).toEqual(shown);
  });

  it('CB-3.3 Get Channel Details shows no address that its owner hides', async () => {
    const [ann, ben] = [await register('ann'), await register('ben')];
    const { id } = await openChannel(ann, [ben]);
    const addresses = async (viewer: Person): Promise<readonly unknown[]> => {
      const { channel } = (await call('GET', `/api/chat/channels/${id}`, { token: viewer.token })).body;
      return channel.members.map(({ email }: { readonly email: unknown }) => email);
    };
    expect(await addresses(ben)).toEqual([ann.email, ben.email]);
    await call('PUT', '/api/users/profile', { token: ann.token, body: { visibility: { contactData: 'nobody' } } });
    expect([await addresses(ben), await addresses(ann)]).toEqual([
      [null, ben.email],
      [ann.email, ben.email],
    ]);
  });

  it('CB-2.1 and V1-2.2 refuse a visibility that is none with 400', async () => {
    const { token } = await register('ann');
    for (const visibility of [{ contactData: 'foes' }, { presence: 7 }])
      expectRefusal(await call('PUT', '/api/users/profile', { token, body: { visibility } }), 400, 'INPUT_INVALID');
    const wrong = await http('PUT', '/v1/users/me', { token, body: { visibility: { contact_data: 'foes' } } }, 0);
    expect([wrong.status, wrong.body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
  });
});
