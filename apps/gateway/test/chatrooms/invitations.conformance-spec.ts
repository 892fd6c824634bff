import { describe, expect, it } from '@jest/globals';
import { gatewayUrl, http, uniqueName, type HttpAnswer } from '@parley/testing';
import { connect, createRoom, dataOf, expectRefusal, register, sharedRoom, time, uuid, type Person } from './chatrooms.harness.js';

const unknown = '00000000-0000-4000-a7c1-e55000000000';
const post = ({ token }: Person, path: string, body: object, gateway: number): Promise<HttpAnswer> => http('POST', path, { token, body }, gateway);
const invite = async (person: Person, id: string, body: object) => dataOf(await post(person, `/chatrooms/${id}/invite`, body, 0), 201).invitation;
const join = (person: Person, code: string) => post(person, `/chatrooms/join/${code}`, {}, 1);

describe('invitations', () => {
  it('RC-rooms.invite makes a code with the defaults of the document', async () => {
    const owner = await register('own');
    const { id } = await createRoom(owner, { name: 'Inviting', is_private: true });
    const invitation = await invite(owner, id, {});
    expect(invitation).toEqual({
      id: expect.stringMatching(uuid),
      invite_code: expect.stringMatching(/^[0-9A-Za-z]{10}$/),
      invite_url: expect.stringMatching(new RegExp(`/invite/${invitation.invite_code}$`)),
      ...{ max_uses: 1, current_uses: 0, expires_at: expect.stringMatching(time), created_at: expect.stringMatching(time) },
    });
    expect(Date.parse(invitation.expires_at) - Date.parse(invitation.created_at)).toBe(24 * 3_600_000);
    const chosen = await invite(owner, id, { max_uses: 5, expires_in_hours: 2 });
    expect(Date.parse(chosen.expires_at) - Date.parse(chosen.created_at)).toBe(2 * 3_600_000);
    expect(chosen.max_uses).toBe(5);
  });

  it('RC-rooms.invite refuses strangers, members of private rooms, and values beyond the limits', async () => {
    const [owner, member, stranger] = [await register('own'), await register('mem'), await register('str')];
    const id = await sharedRoom(owner, [member], 'Private');
    expectRefusal(await post(member, `/chatrooms/${id}/invite`, {}, 0), 403, 'RESOURCE_ACCESS_DENIED');
    expectRefusal(await post(stranger, `/chatrooms/${id}/invite`, {}, 0), 403, 'CHATROOM_ACCESS_DENIED');
    expectRefusal(await post(owner, `/chatrooms/${unknown}/invite`, {}, 0), 404, 'CHATROOM_NOT_FOUND');
    for (const body of [{ max_uses: 0 }, { max_uses: 1_001 }, { max_uses: '3' }, { expires_in_hours: 0 }, { expires_in_hours: 721 }])
      expectRefusal(await post(owner, `/chatrooms/${id}/invite`, body, 0), 422, 'VALIDATION_INVALID_VALUE');
    expectRefusal(await http('POST', `/chatrooms/${id}/invite`, { body: {} }, 0), 401, 'AUTH_TOKEN_INVALID');
  });

  it('RC-rooms.join makes a member, is repeatable, and tells those who are live', async () => {
    const [owner, guest, late] = [await register('own'), await register('gue'), await register('lat')];
    const { id } = await createRoom(owner, { name: 'Party', description: 'Bring cake', is_private: true });
    const ears = await connect(owner, 0, [id]);
    const { invite_code } = await invite(owner, id, {});
    const joined = { chatroom: { id, name: 'Party', description: 'Bring cake', member_count: 2, role: 'member' } };
    expect(dataOf(await join(guest, invite_code), 200)).toEqual(joined);
    expect(await ears.next('user_joined')).toMatchObject({ chatroom_id: id, user: { id: guest.id } });
    expect(dataOf(await join(guest, invite_code), 200)).toEqual(joined);
    expectRefusal(await join(late, invite_code), 400, 'CHATROOM_INVITE_INVALID');
    for (const code of ['nosuchcode', 'not%20a%20code']) expectRefusal(await join(late, code), 400, 'CHATROOM_INVITE_INVALID');
    const { messages } = dataOf(await http('GET', `/chatrooms/${id}/messages`, { token: guest.token }, 0), 200);
    expect(Buffer.from(messages[0].content.encrypted_data, 'base64').toString()).toBe(`${guest.displayName} joined the channel`);
    ears.close();
  });

  it('RC-rooms.join refuses a full room with 409', async () => {
    const [owner, guest, late] = [await register('own'), await register('gue'), await register('lat')];
    const { id } = await createRoom(owner, { name: 'Small', max_members: 2 });
    const { invite_code } = await invite(owner, id, { max_uses: 10 });
    dataOf(await join(guest, invite_code), 200);
    expectRefusal(await join(late, invite_code), 409, 'CHATROOM_FULL');
    const { chatroom } = dataOf(await http('GET', `/chatrooms/${id}`, { token: owner.token }, 0), 200);
    expect(chatroom.member_count).toBe(2);
  });

  it('A-RC-14 invite_url lands on a page for people', async () => {
    const owner = await register('own');
    const { id } = await createRoom(owner, { name: 'A <b>bold</b> room', is_private: true });
    const { invite_code } = await invite(owner, id, {});
    const page = await fetch(`${gatewayUrl(1)}/invite/${invite_code}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const html = await page.text();
    expect(html).toContain(invite_code);
    expect(html).not.toContain('<b>');
    expect((await fetch(`${gatewayUrl(1)}/invite/NoSuchCode`)).status).toBe(404);
  });
});

describe('public chatrooms', () => {
  it('A-RC-15 are listed with scope=public for those who are not in, and joined without a code', async () => {
    const [owner, guest] = [await register('own'), await register('gue')];
    const name = uniqueName('Open ');
    const { id } = await createRoom(owner, { name, description: 'all welcome' });
    const secret = await createRoom(owner, { name: `${name} secret`, is_private: true });
    const find = async ({ token }: Person) =>
      dataOf(await http('GET', `/chatrooms?scope=public&search=${encodeURIComponent(name)}`, { token }, 0), 200);
    expect(await find(guest)).toEqual({
      chatrooms: [
        {
          ...{ id, name, description: 'all welcome', is_private: false, member_count: 1 },
          last_message: null,
          unread_count: 0,
          role: null,
          joined_at: null,
        },
      ],
      pagination: { page: 1, limit: 20, total: 1, pages: 1 },
    });
    expect(dataOf(await post(guest, `/chatrooms/${id}/join`, {}, 0), 200).chatroom).toMatchObject({ id, member_count: 2, role: 'member' });
    expect((await find(guest)).chatrooms).toEqual([]);
    expect((await find(owner)).chatrooms).toEqual([]);
    expect(dataOf(await post(owner, `/chatrooms/${id}/join`, {}, 0), 200).chatroom).toMatchObject({ member_count: 2, role: 'owner' });
    expectRefusal(await post(guest, `/chatrooms/${secret.id}/join`, {}, 0), 403, 'CHATROOM_ACCESS_DENIED');
    const channels = await http('GET', '/api/chat/channels?scope=discover&limit=100', { token: (await register('third')).token }, 0);
    expect(channels.status).toBe(200);
    expect(channels.body.channels.every(({ type }: { type: string }) => type === 'public')).toBe(true);
  });
});
