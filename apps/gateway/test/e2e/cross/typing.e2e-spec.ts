import { afterEach, describe, expect, it } from '@jest/globals';
import { dialects, enter, expectGreetingsOnly, heardBy, need, openDirect, openRoom, subscribe, type Player } from './cast.harness.js';
import { typings } from './message-acts.harness.js';
import { typed } from './message-sights.harness.js';

describe.each(['direct', 'room'] as const)('typing and its end: %s', (kind) => {
  const open: Player[] = [];
  afterEach(() => open.splice(0).forEach((player) => player.close()));

  // Rooms are invisible to Reals2Chat (C38).
  const shown = dialects.filter((dialect) => kind === 'direct' || dialect !== 'reals2chat');

  // One typist says so once a second at most (C35): each dialect has its own, and is seen in all at once.
  it.each(shown)(`C35 ${kind}: %s → every dialect, but not back, nor to who is not there`, async (from) => {
    const [ann, ben, stranger] = await Promise.all([enter('ann', 0), enter('ben', 1), enter('dan', 1)]);
    open.push(ann, ben, stranger);
    const place = kind === 'direct' ? await openDirect(ann, ben) : await openRoom(ann, [ben]);
    await subscribe(place, [ann, ben]);
    const scene = { actor: ann, other: ben, place };
    for (const on of [true, false]) {
      await need(typings, from)(scene, on);
      await Promise.all(shown.map((to) => need(typed, to)(ben, place, ann, on)));
    }
    expect(heardBy(ann).filter(({ event }) => /typing/i.test(event))).toEqual([]);
    expectGreetingsOnly(stranger);
  });
});
