import { beforeAll, describe, expect, it } from '@jest/globals';
import { hexOf, type AnyId } from '@parley/contracts';
import { eventually, http } from '@parley/testing';
import { makeAdmin } from '../connectbest/admin.harness.js';
import { call, expectRefusal, openChannel, openDm, registerVerified, send, type Person } from '../connectbest/connectbest.harness.js';
import { register as registerUmoc, UmocClient } from '../umoc/umoc.harness.js';

const objectId = ({ id }: Person): string => hexOf(id as AnyId);
const userId = (person: Person): string => `usr_${objectId(person)}`;

describe('somebody suspended or deleted, in every dialect', () => {
  let admin: Person;
  beforeAll(async () => void (admin = await makeAdmin()));

  const act = async (method: string, person: Person, verb: string) => {
    const body = verb === '/suspend' ? { body: { reason: 'spam' } } : {};
    expect((await call(method, `/api/admin/users/${person.id}${verb}`, { token: admin.token, ...body })).status).toBe(200);
  };
  const found = async (viewer: Person, person: Person): Promise<readonly string[]> => {
    const [cb, v1] = [
      (await call('GET', `/api/users/search?query=${person.name}`, { token: viewer.token })).body.users,
      (await http('GET', `/v1/users/search?q=${person.name}`, { token: viewer.token }, 1)).body.data.users,
    ];
    return [...cb.map(({ id }: { readonly id: string }) => id), ...v1.map(({ user_id }: { readonly user_id: string }) => user_id)];
  };
  const sendings = (viewer: Person, person: Person, dmId: string) => [
    call('POST', `/api/chat/channels/${dmId}/messages/send`, { token: viewer.token, body: { content: 'x' } }),
    http('POST', '/api/messages/send', { token: viewer.token, body: { recipientId: objectId(person), text: 'x' } }, 1),
    http(
      'POST',
      `/v1/conversations/conv_${hexOf(dmId as AnyId)}/messages`,
      { token: viewer.token, body: { content_encrypted: 'eA==', message_type: 'text' } },
      0,
    ),
  ];

  it('C81, A-CB-20, A-CB-24, A-CB-81, A-V1-09: the suspended are hidden, unreachable, and there again when they are back', async () => {
    const [viewer, gone] = [await registerVerified('viewer'), await registerVerified('gone')];
    const [dm, channel] = [await openDm(viewer, gone), await openChannel(viewer, [])];
    await send(gone, dm.id, 'before');
    expect(await found(viewer, gone)).toEqual([gone.id, userId(gone)]);
    await act('POST', gone, '/suspend');
    await eventually(async () => expect(await found(viewer, gone)).toEqual([]), 5_000);
    const seen = await call('GET', `/api/users/${gone.id}`, { token: viewer.token });
    expect([seen.status, seen.body.user.status]).toEqual([200, 'offline']);
    const add = () => call('POST', `/api/chat/channels/${channel.id}/members`, { token: viewer.token, body: { userIds: [gone.id] } });
    await eventually(async () => expectRefusal(await add(), 400, 'MEMBER_UNKNOWN'), 5_000);
    expectRefusal(await call('POST', '/api/dms', { token: viewer.token, body: { userId: gone.id } }), 404, 'USER_NOT_FOUND');
    expect((await Promise.all(sendings(viewer, gone, dm.id))).map(({ status }) => status)).toEqual([404, 404, 404]);
    const history = await call('GET', `/api/chat/channels/${dm.id}/messages`, { token: viewer.token });
    expect(history.body.messages.map(({ content }: { readonly content: string }) => content)).toEqual(['before']);
    await act('POST', gone, '/activate');
    await eventually(async () => expect(await found(viewer, gone)).toEqual([gone.id, userId(gone)]), 5_000);
    await eventually(
      async () => expect((await Promise.all(sendings(viewer, gone, dm.id))).map(({ status }) => status)).toEqual([201, 201, 201]),
      5_000,
    );
  });

  it('C80: of the deleted no contact, block or metadata is left on either side, and a message to them is 404', async () => {
    const [friend, gone] = [await registerVerified('friend'), await registerVerified('gone')];
    for (const [one, other] of [
      [friend, gone],
      [gone, friend],
    ] as const)
      expect((await http('POST', '/v1/users/me/contacts', { token: one.token, body: { user_id: userId(other) } }, 0)).status).toBe(201);
    const dm = await openDm(friend, gone);
    await send(gone, dm.id, 'I was here');
    const metadata = `/api/conversations/${objectId(gone)}/metadata`;
    expect((await http('PUT', metadata, { token: friend.token, body: { isFavorite: true } }, 0)).status).toBe(200);
    await act('DELETE', gone, '');
    await eventually(async () => {
      const contacts = await http('GET', '/v1/users/me/contacts', { token: friend.token }, 1);
      expect(contacts.body.data).toMatchObject({ contacts: [], total: 0 });
      expect((await http('GET', '/api/friends', { token: friend.token }, 1)).body.friends).toEqual([]);
      expect((await http('GET', metadata, { token: friend.token }, 1)).status).toBe(404);
      expect((await Promise.all(sendings(friend, gone, dm.id))).map(({ status }) => status)).toEqual([404, 404, 404]);
    }, 5_000);
    const history = await call('GET', `/api/chat/channels/${dm.id}/messages`, { token: friend.token });
    expect(history.body.messages.find(({ content }: { readonly content: string }) => content === 'I was here').user.name).toBe('Deleted user');
  });

  it('UM-c2s-send_message to somebody suspended is an error; so is UM-c2s-add_contact', async () => {
    const [gone, john] = [await registerVerified('gone'), await registerUmoc('john')];
    const johns = await UmocClient.open(john, 1);
    const contact_username = gone.email.split('@')[0];
    const added = await johns.call('add_contact', { contact_username }, 'contact_added');
    await act('POST', gone, '/suspend');
    await eventually(async () => {
      const refused = await johns.ask('send_message', { recipient_id: added.user_id, content: 'x' });
      expect(refused).toEqual({ message: 'Chat not found' });
    }, 5_000);
    johns.io.close();
    const other = await UmocClient.open(await registerUmoc('jane'), 0);
    expect(await other.call('add_contact', { contact_username }, 'error')).toEqual({ message: 'User not found' });
    other.io.close();
  });
});
