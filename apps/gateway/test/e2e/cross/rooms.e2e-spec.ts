import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { uniqueName } from '@parley/testing';
import { dialects, enter, expectGreetingsOnly, heardBy, need, openRoom, subscribe, type Dialect, type Place, type Player } from './cast.harness.js';
import * as sights from './message-sights.harness.js';
import { sends } from './message-acts.harness.js';
import * as acts from './room-acts.harness.js';

/** Rooms are invisible to Reals2Chat (C38). */
const viewers = dialects.filter((dialect) => dialect in acts.lines);
const actorsOf = (able: object): readonly Dialect[] => dialects.filter((dialect) => dialect in able);

/** What a room is called where it has a slug (C39). */
const shownName = (dialect: Dialect, name: string): string => (dialect === 'connectbest' ? name.toLowerCase() : name);

describe('rooms: what happens through one dialect is seen in all', () => {
  let [owner, member, third]: Player[] = [];
  let stranger: Player;
  let place: Place;
  const cast = (): readonly [Player, Player, Player] => {
    if (owner === undefined || member === undefined || third === undefined) throw new Error('the cast is not complete');
    return [owner, member, third];
  };

  beforeAll(async () => {
    [owner, member, third, stranger] = await Promise.all([enter('ann', 0), enter('ben', 1), enter('cat', 1), enter('dan', 1)]);
  }, 30_000);
  beforeEach(async () => {
    const [ann, ben] = cast();
    place = await openRoom(ann, [ben]);
    await subscribe(place, [ben]);
  });
  afterEach(() => expectGreetingsOnly(stranger));
  afterAll(() => [...cast(), stranger].forEach((player) => player.close()));

  /** The watcher reads the system's line in every dialect. */
  const hear = (who: Player, line: string) => Promise.all(viewers.map((dialect) => need(acts.lines, dialect)(who, place, line)));
  const expectMembers = (who: Player, count: number | null) => Promise.all(viewers.map((dialect) => acts.expectListed(who, place, dialect, count)));

  it.each(actorsOf(acts.renames))('rename: %s → every dialect', async (from) => {
    const [ann, ben] = cast();
    const name = uniqueName(from === 'connectbest' ? 'renamed-' : 'Renamed');
    await need(acts.renames, from)(ann, place, name);
    await hear(ben, 'Channel updated');
    for (const dialect of viewers) expect((await need(acts.listed, dialect)(ben, place)).name).toBe(shownName(dialect, name));
  });

  it.each(actorsOf(acts.additions))('add: %s → every dialect, and the newcomer hears the room in every dialect', async (from) => {
    const [ann, ben, cat] = cast();
    await need(acts.additions, from)(ann, place, cat);
    await hear(ben, `${cat.name} joined the channel`);
    await Promise.all([expectMembers(ben, 3), expectMembers(cat, 3)]);
    await ben.chatrooms.next('user_joined', ({ chatroom_id, user }) => chatroom_id === place.id && user.id === cat.id);
    await subscribe(place, [cat]);
    const id = await need(sends, 'v1')({ actor: ben, other: cat, place }, 'welcome');
    await Promise.all(viewers.map((dialect) => need(sights.sent, dialect)(cat, place, id, 'welcome')));
  });

  it.each(actorsOf(acts.removals))('remove: %s → every dialect, and who is out hears nothing more', async (from) => {
    const [ann, ben, cat] = cast();
    await need(acts.additions, 'v1')(ann, place, cat);
    await subscribe(place, [cat]);
    await need(acts.removals, from)(ann, place, cat);
    await hear(ben, `${cat.name} left the channel`);
    await ben.chatrooms.next('user_left', ({ chatroom_id, user_id }) => chatroom_id === place.id && user_id === cat.id);
    await Promise.all([expectMembers(ben, 2), expectMembers(cat, null)]);
    const text = uniqueName('secret-');
    const id = await need(sends, 'v1')({ actor: ann, other: ben, place }, text);
    await Promise.all(viewers.map((dialect) => need(sights.sent, dialect)(ben, place, id, text)));
    expect(heardBy(cat).filter(({ data }) => JSON.stringify(data).includes(text))).toEqual([]);
  });

  it.each(actorsOf(acts.roleChanges))('change of role: %s → shown in every dialect that shows roles, and of weight in all', async (from) => {
    const [ann, ben, cat] = cast();
    await need(acts.additions, 'v1')(ann, place, cat);
    await subscribe(place, [cat]);
    const powers = actorsOf(acts.renames);
    for (const isAdmin of [true, false]) {
      await need(acts.roleChanges, from)(ann, place, ben, isAdmin);
      for (const dialect of actorsOf(acts.roles)) expect([dialect, await need(acts.roles, dialect)(cat, place, ben)]).toEqual([dialect, isAdmin]);
      const tries = await Promise.allSettled(powers.map((dialect) => need(acts.renames, dialect)(ben, place, uniqueName('by-ben-'))));
      expect(tries.map(({ status }) => status)).toEqual(powers.map(() => (isAdmin ? 'fulfilled' : 'rejected')));
    }
  });

  it.each(actorsOf(acts.departures))('leave: %s → every dialect', async (from) => {
    const [ann, ben, cat] = cast();
    await need(acts.additions, 'v1')(ann, place, cat);
    await need(acts.departures, from)(cat, place);
    await hear(ben, `${cat.name} left the channel`);
    await Promise.all([expectMembers(ben, 2), expectMembers(cat, null)]);
  });

  it.each(actorsOf(acts.closings))('delete the room: %s → gone in every dialect', async (from) => {
    const [ann, ben] = cast();
    await need(acts.closings, from)(ann, place);
    await Promise.all([expectMembers(ann, null), expectMembers(ben, null)]);
  });
});
