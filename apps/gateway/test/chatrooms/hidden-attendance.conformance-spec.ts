import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { http, type WsClient } from '@parley/testing';
import { connect, directRoom, register, settled, sharedRoom, type Person } from './chatrooms.harness.js';

const must = async ({ token }: Person, method: string, path: string, body: object): Promise<void> =>
  expect((await http(method, path, { token, body }, 0)).status).toBeLessThan(300);

const both = ['user_joined', 'user_left'];

/** What a socket has heard of somebody's coming and going. */
const seenBy = ({ all }: WsClient, { id }: Person): readonly string[] =>
  all.filter(({ event, data }) => both.includes(event) && (data.user?.id ?? data.user_id) === id).map(({ event }) => event);

describe('who hides is not seen in the live room (A-RC-23)', () => {
  let opened: WsClient[] = [];
  let ada: Person;
  let bob: Person;
  let cat: Person;
  beforeEach(async () => void ([ada, bob, cat] = await Promise.all([register('ada'), register('bob'), register('cat')])));
  afterEach(() => {
    for (const socket of opened) socket.close();
    opened = [];
  });

  const enter = async (person: Person, gateway: number, room: string): Promise<WsClient> => {
    const socket = await connect(person, gateway, [room]);
    opened.push(socket);
    return socket;
  };
  const visit = async (person: Person, room: string): Promise<void> => {
    const socket = await enter(person, 0, room);
    socket.send('leave_chatroom', { chatroom_id: room });
    await settled(socket);
    socket.close();
  };
  /** Ada comes and goes, then cat, who hides from nobody: what bob has seen of ada when he has seen all of cat. */
  const seenByBob = async (bobs: WsClient, room: string, catsRoom = room): Promise<readonly string[]> => {
    const before = seenBy(bobs, ada).length;
    await visit(ada, room);
    await visit(cat, catsRoom);
    await bobs.next('user_left', ({ user_id }) => user_id === cat.id);
    return seenBy(bobs, ada).slice(before);
  };

  it('C31: not by whom she blocks, nor by who blocks her', async () => {
    const room = await sharedRoom(ada, [bob, cat], 'Blocks');
    const bobs = await enter(bob, 1, room);
    expect(await seenByBob(bobs, room)).toEqual(both);
    for (const [one, other] of [
      [ada, bob],
      [bob, ada],
    ] as const) {
      await must(one, 'POST', '/v1/users/me/blocked', { user_id: other.id });
      expect(await seenByBob(bobs, room)).toEqual([]);
      await must(one, 'DELETE', `/v1/users/me/blocked/${other.id}`, {});
    }
    expect(await seenByBob(bobs, room)).toEqual(both);
  });

  it('C31: nor in the direct conversation of the two', async () => {
    const [room, catsRoom] = [await directRoom(ada, bob), await sharedRoom(cat, [bob], 'Cats')];
    const bobs = await enter(bob, 1, room);
    bobs.send('join_chatroom', { chatroom_id: catsRoom });
    await settled(bobs);
    await must(bob, 'POST', '/v1/users/me/blocked', { user_id: ada.id });
    expect(await seenByBob(bobs, room, catsRoom)).toEqual([]);
    await must(bob, 'DELETE', `/v1/users/me/blocked/${ada.id}`, {});
    expect(await seenByBob(bobs, room, catsRoom)).toEqual(both);
  });

  it('C33: by contacts alone, or by nobody, as she wishes', async () => {
    const room = await sharedRoom(ada, [bob, cat], 'Wishes');
    const bobs = await enter(bob, 1, room);
    await must(ada, 'PUT', '/v1/users/me', { visibility: { presence: 'contacts' } });
    expect(await seenByBob(bobs, room)).toEqual([]);
    await must(ada, 'POST', '/v1/users/me/contacts', { user_id: bob.id });
    await must(bob, 'PUT', `/v1/users/me/contacts/${ada.id}`, { status: 'accepted' });
    expect(await seenByBob(bobs, room)).toEqual(both);
    await must(ada, 'PUT', '/v1/users/me', { visibility: { presence: 'nobody' } });
    expect(await seenByBob(bobs, room)).toEqual([]);
  });

  it('C32: by nobody while she is invisible', async () => {
    const room = await sharedRoom(ada, [bob, cat], 'Invisible');
    const bobs = await enter(bob, 1, room);
    await must(ada, 'PUT', '/api/users/status', { status: 'offline' });
    expect(await seenByBob(bobs, room)).toEqual([]);
    await must(ada, 'PUT', '/api/users/status', { status: 'online' });
    expect(await seenByBob(bobs, room)).toEqual(both);
  });
});
