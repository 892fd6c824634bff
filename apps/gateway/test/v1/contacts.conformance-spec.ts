import { describe, expect, it } from '@jest/globals';
import { http } from '@parley/testing';
import { call, errorBody, expectStatus, makePerson, openDirect, sendText, type Person } from './v1.harness.js';

const second = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const contactId = expect.stringMatching(/^cnt_[0-9a-f]{24}$/);
const absentId = `usr_${'0'.repeat(24)}`;

const two = (): Promise<[Person, Person]> => Promise.all([makePerson('ada'), makePerson('bob')]);
const add = (me: Person, other: Pick<Person, 'id'>) => call(me, 'POST', '/v1/users/me/contacts', { user_id: other.id, message: 'Hi!' });
const list = async (me: Person, query: string) => expectStatus(await call(me, 'GET', `/v1/users/me/contacts${query}`), 200);
const block = (me: Person, other: Pick<Person, 'id'>) => call(me, 'POST', '/v1/users/me/blocked', { user_id: other.id });

describe('section 2: contacts', () => {
  it('V1-2.5 Add Contact returns 201, pending on both sides with its direction', async () => {
    const [ada, bob] = await two();
    expect(expectStatus(await add(ada, bob), 201)).toEqual({ success: true, data: { contact_id: contactId, status: 'pending', created_at: second } });
    const shown = { avatar_url: null, status: expect.any(String), last_seen: second, added_at: second };
    expect(await list(bob, '?status=pending')).toEqual({
      success: true,
      data: { contacts: [{ user_id: ada.id, username: ada.username, full_name: ada.fullName, ...shown, direction: 'incoming' }], total: 1 },
      pagination: { limit: 50, offset: 0, total: 1, has_next: false, has_prev: false },
    });
    expect((await list(ada, '?status=pending')).data.contacts).toMatchObject([{ user_id: bob.id, direction: 'outgoing' }]);
    expect((await list(ada, '')).data).toEqual({ contacts: [], total: 0 });
  });

  it('V1-2.5 Add Contact: oneself 400, nobody 404, again 409, the other way accepts (A-V1-11)', async () => {
    const [ada, bob] = await two();
    expect(expectStatus(await add(ada, ada), 400)).toEqual(errorBody('VALIDATION_ERROR', {}));
    for (const id of [absentId, 'nonsense']) expect(expectStatus(await add(ada, { id }), 404)).toEqual(errorBody('NOT_FOUND', {}));
    const { data } = expectStatus(await add(ada, bob), 201);
    expect(expectStatus(await add(ada, bob), 409)).toEqual(errorBody('CONFLICT', {}));
    expect(expectStatus(await add(bob, ada), 201).data).toEqual({ ...data, status: 'accepted', created_at: second });
    expectStatus(await add(bob, ada), 409);
    expectStatus(await call(ada, 'POST', '/v1/users/me/contacts', { user_id: bob.id, message: 'x'.repeat(501) }), 400);
    expectStatus(await call(ada, 'POST', '/v1/users/me/contacts', {}), 400);
  });

  it('V1-2.4 Get Contacts shows every key, and accepts by PUT, rejects and removes (A-V1-12)', async () => {
    const [ada, bob] = await two();
    expectStatus(await add(ada, bob), 201);
    const answer = (status: string) => call(bob, 'PUT', `/v1/users/me/contacts/${ada.id}`, { status });
    expect(expectStatus(await answer('rejected'), 200)).toEqual({ success: true, message: 'Contact request rejected' });
    expectStatus(await answer('accepted'), 404);
    expectStatus(await add(ada, bob), 201);
    expect(expectStatus(await answer('accepted'), 200).data).toEqual({ contact_id: contactId, status: 'accepted', created_at: second });
    expect((await list(ada, '?limit=500')).data).toEqual({
      contacts: [
        {
          ...{ user_id: bob.id, username: bob.username, full_name: bob.fullName, avatar_url: null },
          ...{ status: expect.any(String), last_seen: second, added_at: second },
        },
      ],
      total: 1,
    });
    expectStatus(await answer('maybe'), 400);
    expectStatus(await call(ada, 'DELETE', `/v1/users/me/contacts/${bob.id}`), 200);
    expectStatus(await call(ada, 'DELETE', `/v1/users/me/contacts/${bob.id}`), 404);
    expect((await list(bob, '')).data.total).toBe(0);
    expectStatus(await call(ada, 'GET', '/v1/users/me/contacts?status=foes'), 400);
    expectStatus(await call({ ...ada, token: 'garbage' }, 'GET', '/v1/users/me/contacts'), 401);
  });

  it('V1-2.6 Block User holds at once, both ways and in every dialect, and is listed; lifted, all is as before', async () => {
    const [ada, bob] = await two();
    const id = await openDirect(ada, bob);
    for (let n = 0; n < 2; n++) expect(expectStatus(await block(ada, bob), 200)).toEqual({ success: true, message: 'User blocked successfully' });
    for (const sender of [ada, bob]) {
      const body = { content_encrypted: Buffer.from('x').toString('base64'), message_type: 'text' };
      const refused = expectStatus(await call(sender, 'POST', `/v1/conversations/${id}/messages`, body), 403);
      expect(refused).toEqual(errorBody('AUTHORIZATION_FAILED', {}));
      expect(refused.error.message).toBe('You cannot message this user');
    }
    expect((await http('POST', '/api/messages/send', { token: bob.token, body: { recipientId: ada.id.slice(4), text: 'x' } }, 1)).status).toBe(403);
    expect((await http('POST', '/api/dms', { token: bob.token, body: { userId: ada.id } }, 1)).status).toBe(403);
    expectStatus(await add(bob, ada), 403);
    expect((await list(ada, '?status=blocked')).data).toMatchObject({ contacts: [{ user_id: bob.id }], total: 1 });
    expect((await list(bob, '?status=blocked')).data.total).toBe(0);

    const unblock = () => call(ada, 'DELETE', `/v1/users/me/blocked/${bob.id}`);
    expect(expectStatus(await unblock(), 200)).toEqual({ success: true, message: 'User unblocked successfully' });
    expectStatus(await unblock(), 404);
    await sendText(bob, id, 'again');
  });

  it('V1-2.6 Block User: oneself 400, nobody 404', async () => {
    const ada = await makePerson('ada');
    expectStatus(await block(ada, ada), 400);
    for (const id of [absentId, 'nonsense']) expectStatus(await block(ada, { id }), 404);
    expectStatus(await call(ada, 'POST', '/v1/users/me/blocked', {}), 400);
  });
});
