import { describe, expect, it } from '@jest/globals';
import { http } from '@parley/testing';
import { connect, createRoom, dataOf, register, sendText, settled, sharedRoom, type Person } from './chatrooms.harness.js';

const shown = ({ id, username, displayName }: Person) => ({ id, username, display_name: displayName, avatar_url: null });

describe('who is in the live room', () => {
  it('RC-ws.s2c.user_joined and user_left tell of a first connection in and the last one out, over all gateways (A-RC-23)', async () => {
    const [owner, member] = [await register('own'), await register('mem')];
    const chatroom_id = await sharedRoom(owner, [member], 'Live');
    const ears = await connect(owner, 0, [chatroom_id]);
    const first = await connect(member, 1, [chatroom_id]);
    expect(await ears.next('user_joined')).toEqual({ chatroom_id, user: shown(member) });
    const second = await connect(member, 0, [chatroom_id]);
    second.send('leave_chatroom', { chatroom_id });
    await settled(second);
    second.send('join_chatroom', { chatroom_id });
    await settled(second);
    first.close();
    second.close();
    expect(await ears.next('user_left')).toEqual({ chatroom_id, user_id: member.id });
    expect(ears.heard('user_joined')).toHaveLength(1);
    expect(ears.heard('user_left').length).toBeLessThanOrEqual(2);
    ears.close();
  });

  it('RC-ws.s2c.user_left also tells of leave_chatroom, and of one who hears nothing of himself', async () => {
    const [owner, member] = [await register('own'), await register('mem')];
    const chatroom_id = await sharedRoom(owner, [member], 'Quiet');
    const ears = await connect(owner, 1, [chatroom_id]);
    const socket = await connect(member, 0, [chatroom_id]);
    socket.send('leave_chatroom', { chatroom_id });
    expect(await ears.next('user_left')).toEqual({ chatroom_id, user_id: member.id });
    await settled(socket);
    expect(socket.heard('user_joined').filter(({ user }) => user.id === member.id)).toHaveLength(0);
    socket.send('leave_chatroom', { chatroom_id });
    await settled(socket);
    await settled(ears);
    expect(ears.heard('user_left')).toHaveLength(1);
    for (const one of [ears, socket]) one.close();
  });

  it('RC-ws.s2c.user_joined and user_left tell of a change of membership, whichever dialect made it', async () => {
    const [owner, member, newcomer] = [await register('own'), await register('mem'), await register('new')];
    const chatroom_id = await sharedRoom(owner, [member], 'Doors');
    const ears = await connect(member, 1, [chatroom_id]);
    const body = { userIds: [newcomer.id], role: 'admin' };
    const added = await http('POST', `/api/chat/channels/${chatroom_id}/members`, { token: owner.token, body }, 0);
    expect(added.status).toBe(200);
    const joined = await ears.next('user_joined');
    expect(joined).toEqual({ chatroom_id, user: shown(newcomer), role: 'moderator', seq: expect.any(Number) });
    ears.send('sync', { cursors: { [chatroom_id]: joined.seq - 1 } });
    expect((await ears.next('sync')).changes[0]).toMatchObject({
      type: 'user_joined',
      seq: joined.seq,
      payload: { users: [{ ...shown(newcomer), role: 'moderator' }] },
    });
    dataOf(await http('POST', `/chatrooms/${chatroom_id}/leave`, { token: newcomer.token }, 0), 200);
    expect(await ears.next('user_left')).toEqual({ chatroom_id, user_id: newcomer.id, seq: expect.any(Number) });
    ears.close();
  });

  it('RC-ws.s2c.user_left is told once of who left the chatroom, not again when his socket closes', async () => {
    const [owner, leaver, other] = [await register('own'), await register('lea'), await register('oth')];
    const chatroom_id = await sharedRoom(owner, [leaver, other], 'Once');
    const ears = await connect(owner, 0, [chatroom_id]);
    const [leaving, staying] = [await connect(leaver, 1, [chatroom_id]), await connect(other, 1, [chatroom_id])];
    dataOf(await http('POST', `/chatrooms/${chatroom_id}/leave`, { token: leaver.token }, 0), 200);
    await ears.next('user_left', ({ user_id }) => user_id === leaver.id);
    leaving.close();
    staying.close();
    await ears.next('user_left', ({ user_id }) => user_id === other.id);
    expect(ears.heard('user_left').map(({ user_id }) => user_id)).toEqual([leaver.id, other.id]);
    ears.close();
  });

  it('RC-ws.c2s.send_message is answered to one who left, came back and did not join the live room again (A-RC-22)', async () => {
    const [owner, member] = [await register('own'), await register('mem')];
    const { id: chatroom_id } = await createRoom(owner, { name: 'Back again', is_private: false });
    const act = async (verb: 'join' | 'leave') => dataOf(await http('POST', `/chatrooms/${chatroom_id}/${verb}`, { token: member.token }, 0), 200);
    await act('join');
    const socket = await connect(member, 1, [chatroom_id]);
    await act('leave');
    await socket.next('user_left', ({ user_id }) => user_id === member.id);
    await act('join');
    expect(await sendText(socket, chatroom_id, 'here I am')).toMatchObject({ chatroom_id, user_id: member.id });
    socket.close();
  });
});
