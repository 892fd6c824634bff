import { describe, expect, it } from '@jest/globals';
import { hexOf, parseId } from '@parley/contracts';
import { http, IoClient, WsClient, type Json } from '@parley/testing';
import { listen, makePerson, type Person } from '../v1/v1.harness.js';
import { UmocClient } from '../umoc/umoc.harness.js';

const uuidOf = ({ id }: Person): string => parseId(id) ?? '';
const claims = ({ token }: Person) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { readonly sid: string };
const call = async (person: Person, method: string, path: string, body: object, status: number): Promise<void> => {
  expect((await http(method, path, { token: person.token, body }, 0)).status).toBe(status);
};

const befriend = async (one: Person, other: Person): Promise<void> => {
  await call(one, 'POST', '/v1/users/me/contacts', { user_id: other.id }, 201);
  await call(other, 'POST', '/v1/users/me/contacts', { user_id: one.id }, 201);
};

/** One listener's sockets of all five dialects, and how each is told of `subject`. */
const listeners = async (listener: Person, subject: Person) => {
  const v1 = await listen(listener, 1);
  v1.send('subscribe_presence', { user_ids: [subject.id] });
  await v1.next('presence_changed');
  const cb = await WsClient.open(`/ws/presence?token=${listener.token}`, 'event', 1, {});
  const rc = await WsClient.open(`/ws?token=${listener.token}`, 'event', 1, {});
  const r2 = await IoClient.open('/', { token: listener.token }, 1);
  const um = await UmocClient.open({ sessionID: claims(listener).sid, token: listener.token }, 1);
  const hex = hexOf(parseId(subject.id) as never);
  const of = (isHere: boolean): readonly (readonly [WsClient | IoClient, string, (data: Json) => boolean])[] => [
    [v1, 'presence_changed', ({ user_id, status }) => user_id === subject.id && (status !== 'offline') === isHere],
    [cb, 'presence:changed', ({ userId, status }) => userId === uuidOf(subject) && (status !== 'offline') === isHere],
    [rc, isHere ? 'user_online' : 'user_offline', ({ user_id }) => user_id === uuidOf(subject)],
    [r2, 'userStatus', ({ userId, isOnline }) => userId === hex && isOnline === isHere],
    [um.io, 'user_status', ({ username, status }) => username === subject.username && (status === 'online') === isHere],
  ];
  return {
    hear: (isHere: boolean) => Promise.all(of(isHere).map(([socket, event, matches]) => socket.next(event, matches))),
    /** How often they heard it so far, all sockets together. */
    told: (isHere: boolean) => of(isHere).flatMap(([socket, event, matches]) => socket.heard(event).filter(matches)).length,
    close: () => [v1, cb, rc, r2, um.io].forEach((socket) => socket.close()),
  };
};

/** The answer to the v1 subscription, which was before anybody had come. */
const goneAtFirst = 1;

describe('who hides is gone at once, in every dialect (C33, C34)', () => {
  it('a block takes each from the sight of the other; lifted, they are back', async () => {
    const [ada, bob, cat] = await Promise.all([makePerson('ada'), makePerson('bob'), makePerson('cat')]);
    for (const other of [bob, cat]) await befriend(ada, other);
    await call(ada, 'POST', '/v1/conversations', { type: 'group', name: 'Team', participant_ids: [bob.id, cat.id] }, 201);
    const [bobs, cats] = [await listeners(bob, ada), await listeners(cat, ada)];
    const adas = await listeners(ada, bob);
    await Promise.all([bobs.hear(true), cats.hear(true)]);
    await call(ada, 'POST', '/v1/users/me/blocked', { user_id: bob.id }, 200);
    await Promise.all([bobs.hear(false), adas.hear(false)]);
    expect(cats.told(false)).toBe(goneAtFirst);
    // While it stands, bob does not hear what all others hear of ada.
    const toldBefore = [bobs.told(true), bobs.told(false)];
    for (const status of ['offline', 'online']) {
      await call(ada, 'PUT', '/api/users/status', { status }, 200);
      await cats.hear(status === 'online');
    }
    expect([bobs.told(true), bobs.told(false)]).toEqual(toldBefore);
    await call(ada, 'DELETE', `/v1/users/me/blocked/${bob.id}`, {}, 200);
    await Promise.all([bobs.hear(true), adas.hear(true)]);
    for (const all of [bobs, cats, adas]) all.close();
  }, 30_000);

  it('a visibility of contacts takes strangers the sight, of nobody everybody; everyone gives it back', async () => {
    const [ada, friend, stranger] = await Promise.all([makePerson('ada'), makePerson('friend'), makePerson('stranger')]);
    await befriend(ada, friend);
    await call(ada, 'POST', '/v1/conversations', { type: 'group', name: 'Team', participant_ids: [friend.id, stranger.id] }, 201);
    const friends = await listeners(friend, ada);
    const v1 = await listen(stranger, 0);
    v1.send('subscribe_presence', { user_ids: [ada.id] });
    await v1.next('presence_changed');
    const adas = await UmocClient.open({ sessionID: claims(ada).sid, token: ada.token }, 0);
    const own = await WsClient.open(`/ws/presence?token=${ada.token}`, 'event', 1, {});
    const strangerHears = (status: string) => v1.next('presence_changed', (frame: Json) => frame.status === status);
    await Promise.all([friends.hear(true), strangerHears('online')]);
    const show = (visibility: string) => adas.call('set_status_visibility', { visibility }, 'status_visibility');
    await show('contacts');
    const hidden = await strangerHears('offline');
    const profile = await http('GET', `/v1/users/${ada.id}`, { token: stranger.token }, 0);
    expect([profile.body.data.status, profile.body.data.last_seen]).toEqual(['offline', hidden.last_seen]);
    expect(friends.told(false)).toBe(goneAtFirst);
    await show('nobody');
    await friends.hear(false);
    const hears = (status: string) => own.next('presence:changed', (told: Json) => told.userId === uuidOf(ada) && told.status === status);
    expect(own.heard('presence:changed').filter(({ userId, status }) => userId === uuidOf(ada) && status === 'offline')).toEqual([]);
    const toldBefore = friends.told(false);
    for (const status of ['offline', 'online']) {
      await call(ada, 'PUT', '/api/users/status', { status }, 200);
      await hears(status);
    }
    await show('everyone');
    await Promise.all([friends.hear(true), strangerHears('online')]);
    expect(friends.told(false)).toBe(toldBefore);
    for (const socket of [v1, adas.io, own]) socket.close();
    friends.close();
  }, 30_000);

  it('a visibility of contacts shows to a new contact, and hides from one who is none any more', async () => {
    const [ada, bob] = await Promise.all([makePerson('ada'), makePerson('bob')]);
    await call(ada, 'PUT', '/v1/users/me', { visibility: { presence: 'contacts' } }, 200);
    await call(ada, 'POST', '/v1/conversations', { type: 'direct', participant_id: bob.id }, 201);
    const bobs = await listeners(bob, ada);
    const own = await WsClient.open(`/ws/presence?token=${ada.token}`, 'event', 0, {});
    await own.next('presence:changed', ({ userId, status }: Json) => userId === uuidOf(ada) && status === 'online');
    // A request, and one that is taken back, tell nothing: ada hides from bob.
    await call(bob, 'POST', '/v1/users/me/contacts', { user_id: ada.id }, 201);
    await call(bob, 'DELETE', `/v1/users/me/contacts/${ada.id}`, {}, 200);
    await befriend(ada, bob);
    await bobs.hear(true);
    expect(bobs.told(false)).toBe(goneAtFirst);
    await call(ada, 'DELETE', `/v1/users/me/contacts/${bob.id}`, {}, 200);
    await bobs.hear(false);
    own.close();
    bobs.close();
  }, 30_000);
});
