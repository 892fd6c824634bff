import { describe, expect, it } from '@jest/globals';
import { http } from '@parley/testing';
import { createRoom, dataOf, directRoom, expectRefusal, register, sharedRoom, time, type Person } from './chatrooms.harness.js';

const unknown = '00000000-0000-4000-a7c1-e55000000000';
const update = ({ token }: Person, id: string, body: object) => http('PUT', `/chatrooms/${id}`, { token, body }, 0);
const erase = ({ token }: Person, id: string) => http('DELETE', `/chatrooms/${id}`, { token }, 0);
const leave = ({ token }: Person, id: string) => http('POST', `/chatrooms/${id}/leave`, { token }, 0);
const see = ({ token }: Person, id: string) => http('GET', `/chatrooms/${id}`, { token }, 1);
const changeRole = ({ token }: Person, id: string, other: Person, role: string) =>
  http('PUT', `/chatrooms/${id}/members/${other.id}`, { token, body: { role } }, 0);

describe('changing a chatroom', () => {
  it('RC-rooms.update changes what is given and answers the chatroom as GET does', async () => {
    const owner = await register('own');
    const { id } = await createRoom(owner, { name: 'Old name', description: 'old', is_private: true });
    const body = { name: ' New name ', description: null, max_members: 7, auto_summary_enabled: false, summary_threshold: 9, is_private: false };
    const data = dataOf(await update(owner, id, body), 200);
    expect(data).toEqual({
      chatroom: {
        ...{ id, name: 'New name', description: null, owner_id: owner.id, is_private: true, max_members: 7, member_count: 1 },
        ...{ encryption_enabled: true, auto_summary_enabled: false, summary_threshold: 9 },
        created_at: expect.stringMatching(time),
        updated_at: expect.stringMatching(time),
      },
    });
    expect(dataOf(await see(owner, id), 200).chatroom).toEqual(data.chatroom);
    expect(dataOf(await update(owner, id, {}), 200).chatroom).toEqual(data.chatroom);
  });

  it('RC-rooms.update is for owner and moderators, keeps to the limits, and never drops below the present count', async () => {
    const [owner, member, stranger] = [await register('own'), await register('mem'), await register('str')];
    const id = await sharedRoom(owner, [member, stranger], 'Ours');
    expectRefusal(await update(member, id, { name: 'Mine' }), 403, 'RESOURCE_ACCESS_DENIED');
    dataOf(await changeRole(owner, id, member, 'moderator'), 200);
    expect(dataOf(await update(member, id, { name: 'Mine' }), 200).chatroom.name).toBe('Mine');
    expectRefusal(await update(owner, id, { max_members: 2 }), 409, 'RESOURCE_LIMIT_EXCEEDED');
    dataOf(await leave(stranger, id), 200);
    expectRefusal(await update(stranger, id, { name: 'x' }), 403, 'CHATROOM_ACCESS_DENIED');
    for (const [body, code] of [
      [{ max_members: 1 }, 'VALIDATION_INVALID_VALUE'],
      [{ summary_threshold: 4 }, 'VALIDATION_INVALID_VALUE'],
      [{ name: '' }, 'VALIDATION_INVALID_VALUE'],
      [{ name: 'x'.repeat(101) }, 'VALIDATION_LENGTH_EXCEEDED'],
    ] as const)
      expectRefusal(await update(owner, id, body), 422, code);
    expectRefusal(await update(owner, unknown, { name: 'x' }), 404, 'CHATROOM_NOT_FOUND');
    expectRefusal(await http('PUT', `/chatrooms/${id}`, { body: {} }, 0), 401, 'AUTH_TOKEN_INVALID');
  });

  it('RC-rooms.delete is the owner’s; afterwards the chatroom is 404 for all', async () => {
    const [owner, member] = [await register('own'), await register('mem')];
    const id = await sharedRoom(owner, [member], 'Doomed');
    dataOf(await changeRole(owner, id, member, 'moderator'), 200);
    expectRefusal(await erase(member, id), 403, 'CHATROOM_OWNER_REQUIRED');
    expect(dataOf(await erase(owner, id), 200)).toEqual({});
    for (const person of [owner, member]) expectRefusal(await see(person, id), 404, 'CHATROOM_NOT_FOUND');
    expectRefusal(await erase(owner, id), 404, 'CHATROOM_NOT_FOUND');
    expectRefusal(await erase(owner, await directRoom(owner, member)), 403, 'RESOURCE_ACCESS_DENIED');
  });

  it('A-RC-17 only the owner makes moderators', async () => {
    const [owner, member, other] = [await register('own'), await register('mem'), await register('oth')];
    const id = await sharedRoom(owner, [member, other], 'Ranks');
    expectRefusal(await changeRole(member, id, other, 'moderator'), 403, 'CHATROOM_OWNER_REQUIRED');
    expectRefusal(await changeRole(owner, id, other, 'owner'), 422, 'VALIDATION_INVALID_VALUE');
    const himself = expectRefusal(await changeRole(owner, id, owner, 'member'), 422, 'VALIDATION_INVALID_VALUE');
    expect(himself).toEqual({ user_id: 'must be somebody else' });
    dataOf(await changeRole(owner, id, other, 'moderator'), 200);
    expect(dataOf(await see(other, id), 200).user_role).toBe('moderator');
  });
});

describe('leaving a chatroom', () => {
  it('RC-rooms.leave ends membership; ownership passes to a moderator first, and the last one out deletes (C40)', async () => {
    const [owner, early, late] = [await register('own'), await register('ear'), await register('lat')];
    const id = await sharedRoom(owner, [early, late], 'Relay');
    dataOf(await changeRole(owner, id, late, 'moderator'), 200);
    expect(dataOf(await leave(owner, id), 200)).toEqual({});
    expectRefusal(await see(owner, id), 403, 'CHATROOM_ACCESS_DENIED');
    expectRefusal(await leave(owner, id), 403, 'CHATROOM_ACCESS_DENIED');
    const { chatroom, user_role } = dataOf(await see(late, id), 200);
    expect([chatroom.owner_id, user_role, chatroom.member_count]).toEqual([late.id, 'owner', 2]);
    dataOf(await leave(late, id), 200);
    expect(dataOf(await see(early, id), 200).user_role).toBe('owner');
    dataOf(await leave(early, id), 200);
    expectRefusal(await see(early, id), 404, 'CHATROOM_NOT_FOUND');
    expectRefusal(await leave(owner, await directRoom(owner, early)), 403, 'RESOURCE_ACCESS_DENIED');
  });
});
