import { describe, expect, it } from '@jest/globals';
import { eventually, http, IoClient, WsClient, type Json } from '@parley/testing';
import { register as registerR2 } from '../reals2chat/reals2chat.harness.js';
import { register as registerUmoc, UmocClient } from '../umoc/umoc.harness.js';
import { listen, makePerson } from '../v1/v1.harness.js';

const befriend = async (one: { readonly token: string; readonly id: string }, other: { readonly token: string; readonly id: string }) => {
  for (const [me, them] of [
    [one, other],
    [other, one],
  ] as const)
    expect((await http('POST', '/v1/users/me/contacts', { token: me.token, body: { user_id: them.id } }, 0)).status).toBe(201);
};

/** Ten seconds after the last socket somebody is gone (C34): longer than a socket waits for its next event. */
const later = (socket: WsClient | IoClient, event: string, matches: (data: Json) => boolean): Promise<Json> =>
  eventually(() => {
    const found = socket.heard(event).find(matches);
    if (found === undefined) throw new Error(`${event} was not heard`);
    return found;
  }, 20_000);

describe('presence across dialects', () => {
  it('R2-4.2-s2c-userStatus: friends hear who comes and goes, and on connecting who is there (A-R2-12)', async () => {
    const [ann, ben, cat] = await Promise.all([registerR2('ann'), registerR2('ben'), registerR2('cat')]);
    await befriend(ann, ben);
    const [anns, cats] = [await IoClient.open('/', { token: ann.token }, 0), await IoClient.open('/', { token: cat.token }, 1)];
    const bens = await IoClient.open('/', { token: ben.token }, 1);
    const status = { isOnline: true, lastSeen: expect.stringMatching(/\.\d{3}Z$/) };
    expect(await anns.next('userStatus')).toEqual({ userId: ben.id, ...status });
    expect(await bens.next('userStatus')).toEqual({ userId: ann.id, ...status });
    const { body } = await http('GET', '/api/friends', { token: ann.token }, 1);
    expect(body.friends).toMatchObject([{ _id: ben.id, isOnline: true }]);
    bens.close();
    expect(await later(anns, 'userStatus', ({ isOnline }) => !isOnline)).toEqual({ userId: ben.id, ...status, isOnline: false });
    expect(cats.heard('userStatus')).toEqual([]);
    for (const socket of [anns, cats]) socket.close();
  }, 30_000);

  it('UM-s2c-user_status: friends hear a V1 socket open and close, last_seen for offline alone (A-UM-14)', async () => {
    const [john, jane] = [await registerUmoc('john'), await makePerson('jane')];
    const johns = await UmocClient.open(john, 0);
    await johns.call('add_contact', { contact_username: jane.username }, 'contact_added');
    const asked = await http('GET', '/v1/users/me/contacts?status=pending', { token: jane.token }, 0);
    const [{ user_id }] = asked.body.data.contacts;
    expect((await http('PUT', `/v1/users/me/contacts/${user_id}`, { token: jane.token, body: { status: 'accepted' } }, 0)).status).toBe(200);
    const [{ user_id: num }] = (await johns.call('get_contacts', {}, 'contacts')).contacts;
    const socket = await listen(jane, 1);
    expect(await johns.io.next('user_status')).toEqual({ user_id: num, username: jane.username, status: 'online' });
    expect((await johns.call('get_contacts', {}, 'contacts')).contacts).toMatchObject([{ is_online: true }]);
    socket.close();
    const gone = { user_id: num, username: jane.username, status: 'offline', last_seen: expect.stringMatching(/:\d\dZ$/) };
    expect(await later(johns.io, 'user_status', ({ status }) => status === 'offline')).toEqual(gone);
    johns.io.close();
  }, 30_000);

  it('RC-ws.s2c.user_online and RC-ws.s2c.user_offline reach who shares a chatroom, joined or not (A-RC-27)', async () => {
    const [ada, bob, cat] = [await makePerson('ada'), await makePerson('bob'), await makePerson('cat')];
    const open = ({ token }: { readonly token: string }, gateway: number) => WsClient.open(`/ws?token=${token}`, 'event', gateway, {});
    const [adas, cats] = [await open(ada, 0), await open(cat, 0)];
    const room = { type: 'group', name: 'Team', participant_ids: [bob.id] };
    const made = await http('POST', '/v1/conversations', { token: ada.token, body: room }, 0);
    const chatroom = await http('GET', '/chatrooms', { token: ada.token }, 0);
    expect([made.status, chatroom.body.data.chatrooms]).toMatchObject([201, [{ name: 'Team' }]]);
    const bobs = await open(bob, 1);
    const online = await adas.next('user_online');
    expect(online).toEqual({ user_id: expect.stringMatching(/-/), username: bob.username });
    const details = await http('GET', `/chatrooms/${chatroom.body.data.chatrooms[0].id}`, { token: ada.token }, 1);
    const shown = details.body.data.members.find(({ username }: { readonly username: string }) => username === bob.username);
    expect(shown).toMatchObject({ is_online: true });
    bobs.close();
    expect(await later(adas, 'user_offline', () => true)).toEqual(online);
    expect([cats.heard('user_online'), cats.heard('user_offline')]).toEqual([[], []]);
    await eventually(async () => {
      const { body } = await http('GET', `/chatrooms/${chatroom.body.data.chatrooms[0].id}`, { token: ada.token }, 1);
      expect(body.data.members).toMatchObject(expect.arrayContaining([expect.objectContaining({ username: bob.username, is_online: false })]));
    }, 5_000);
    for (const socket of [adas, cats]) socket.close();
  }, 30_000);
});
