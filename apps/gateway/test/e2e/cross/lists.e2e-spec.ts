import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, uniqueName } from '@parley/testing';
import { dialects, enter, need, openDirect, openRoom, pairsOf, subscribe, type Dialect, type Place, type Player } from './cast.harness.js';
import * as lists from './list-sights.harness.js';
import { reads, sends } from './message-acts.harness.js';

const listing = dialects.filter((dialect) => dialect in lists.entries);
const forAll = <T>(value: T): Readonly<Record<string, T>> => Object.fromEntries(listing.map((dialect) => [dialect, value]));

/** What each dialect answers, by its name. */
const inAll = async <T>(look: (dialect: Dialect) => Promise<T>): Promise<Readonly<Record<string, T>>> =>
  Object.fromEntries(await Promise.all(listing.map(async (dialect) => [dialect, await look(dialect)] as const)));

describe.each(['direct', 'room'] as const)('lists of conversations agree: %s', (kind) => {
  let ann: Player;
  let ben: Player;
  let place: Place;

  beforeAll(async () => {
    [ann, ben] = await Promise.all([enter('ann', 0), enter('ben', 1)]);
    place = kind === 'direct' ? await openDirect(ann, ben) : await openRoom(ann, [ben]);
    await subscribe(place, [ann, ben]);
  }, 30_000);
  afterAll(() => [ann, ben].forEach((player) => player.close()));

  it.each(pairsOf(sends, reads, kind))(`C45 ${kind}: sent in %s it is unread everywhere, read in %s nowhere`, async (from, to) => {
    const text = uniqueName('read me ');
    const id = await need(sends, from)({ actor: ann, other: ben, place }, text);
    const look = (dialect: Dialect) => need(lists.entries, dialect)(ben, place, ann);
    expect(await inAll(async (dialect) => need(lists.unreadOf, dialect)(await look(dialect)))).toEqual(forAll(1));
    expect(await inAll(async (dialect) => lists.shows(await look(dialect), text))).toEqual(forAll(true));
    await need(reads, to)({ actor: ben, other: ann, place }, id);
    await eventually(
      async () => expect(await inAll(async (dialect) => need(lists.unreadOf, dialect)(await look(dialect)))).toEqual(forAll(0)),
      5_000,
    );
    // What he says himself is never unread to him.
    await need(sends, from)({ actor: ben, other: ann, place }, 'answer');
    expect(await inAll(async (dialect) => need(lists.unreadOf, dialect)(await look(dialect)))).toEqual(forAll(0));
    await need(reads, to)({ actor: ann, other: ben, place }, id);
  });
});

describe('conversations made in one dialect', () => {
  let ann: Player;
  let ben: Player;

  beforeAll(async () => {
    [ann, ben] = await Promise.all([enter('ann', 0), enter('ben', 1)]);
  }, 30_000);
  afterAll(() => [ann, ben].forEach((player) => player.close()));

  it.each(dialects.filter((dialect) => dialect in lists.openings))('C38 a room of %s is listed in every dialect, for both', async (from) => {
    const name = uniqueName('room-').toLowerCase();
    await need(lists.openings, from)(ann, name, ben);
    for (const who of [ann, ben])
      for (const dialect of listing) expect([dialect, await need(lists.roomNames, dialect)(who)]).toEqual([dialect, expect.arrayContaining([name])]);
  });

  it.each(pairsOf(lists.chatPins, lists.chatPinned, 'direct'))('C56 a conversation pinned in %s is in %s, for oneself alone', async (from, to) => {
    const place = await openDirect(ann, ben);
    for (const on of [true, false]) {
      await need(lists.chatPins, from)(ann, place, ben, on);
      expect(await need(lists.chatPinned, to)(ann, place, ben)).toBe(on);
      expect(await need(lists.chatPinned, to)(ben, place, ann)).toBe(false);
    }
  });
});
