import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { uniqueName } from '@parley/testing';
import { enter, expectGreetingsOnly, heardBy, need, openDirect, openRoom, pairsOf, subscribe, type Place, type Player } from './cast.harness.js';
import * as acts from './message-acts.harness.js';
import * as sights from './message-sights.harness.js';

describe.each(['direct', 'room'] as const)('what one does in one dialect, the other sees in another: %s', (kind) => {
  let ann: Player;
  let ben: Player;
  let stranger: Player;
  let place: Place;
  let scene: acts.Scene;

  beforeAll(async () => {
    [ann, ben, stranger] = await Promise.all([enter('ann', 0), enter('ben', 1), enter('dan', 1)]);
    place = kind === 'direct' ? await openDirect(ann, ben) : await openRoom(ann, [ben]);
    await subscribe(place, [ann, ben]);
    scene = { actor: ann, other: ben, place };
  }, 30_000);
  afterEach(() => expectGreetingsOnly(stranger));
  afterAll(() => [ann, ben, stranger].forEach((player) => player.close()));

  /** A message of Ann's, made where acts on it do not depend on it. */
  const message = (text: string): Promise<string> => need(acts.sends, 'v1')(scene, text);
  const title = `${kind}: %s → %s`;

  it.each(pairsOf(acts.sends, sights.sent, kind))(`send, ${title}`, async (from, to) => {
    const text = uniqueName('text-');
    const id = await need(acts.sends, from)(scene, text);
    await need(sights.sent, to)(ben, place, id, text);
  });

  it.each(pairsOf(acts.replies, sights.answered, kind))(`reply, ${title}`, async (from, to) => {
    const root = await message('root');
    const id = await need(acts.replies, from)(scene, root, 'reply');
    await need(sights.answered, to)(ben, place, id, root, from === 'connectbest');
  });

  it.each(pairsOf(acts.edits, { connectbest: 1, chatrooms: 1, reals2chat: 1, umoc: 1, v1: 1 }, kind))(`edit, ${title}`, async (from, to) => {
    const [id, text] = [await message('first'), uniqueName('second-')];
    await need(acts.edits, from)(scene, id, text);
    await need(sights.edited(ann), to)(ben, place, id, text);
  });

  it.each(pairsOf(acts.deletions, { connectbest: 1, chatrooms: 1, reals2chat: 1, umoc: 1, v1: 1 }, kind))(
    `delete for everyone, ${title}`,
    async (from, to) => {
      const id = await message('gone soon');
      await need(acts.deletions, from)(scene, id);
      await need(sights.deleted(ann), to)(ben, place, id);
    },
  );

  it.each(pairsOf(acts.reactions, sights.reacted, kind))(`react, ${title}`, async (from, to) => {
    const id = await message('react to me');
    await need(acts.reactions, from)(scene, id, '🎉');
    await need(sights.reacted, to)(ben, place, id, '🎉', ann);
  });

  it.each(pairsOf(acts.reactionEnds, sights.unreacted, kind))(`end a reaction, ${title}`, async (from, to) => {
    const id = await message('react to me');
    await need(acts.reactions, 'v1')(scene, id, '🎉');
    await need(acts.reactionEnds, from)(scene, id, '🎉');
    await need(sights.unreacted, to)(ben, place, id, '🎉');
  });

  it.each(pairsOf(acts.reads, sights.wasRead, kind))(`read, ${title}`, async (from, to) => {
    const id = await need(acts.sends, 'v1')({ actor: ben, other: ann, place }, 'read me');
    await need(acts.reads, from)(scene, id);
    await need(sights.wasRead, to)(ben, place, id, ann);
  });

  it.each(pairsOf(acts.hidings, sights.histories, kind))(`delete for oneself, ${title}: the other keeps it and hears nothing`, async (from, to) => {
    const id = await need(acts.sends, 'v1')({ actor: ben, other: ann, place }, 'seen by one alone');
    await need(sights.sent, 'v1')(ann, place, id, 'seen by one alone');
    await need(acts.hidings, from)(scene, id);
    expect(await need(sights.histories, to)(ann, place, ben)).not.toContain(id);
    expect(await need(sights.histories, to)(ben, place, ann)).toContain(id);
    expect(heardBy(ben).filter(({ event, data }) => /deleted/i.test(event) && JSON.stringify(data).includes(id))).toEqual([]);
  });
});

describe('pins of a room', () => {
  let ann: Player;
  let ben: Player;

  beforeAll(async () => {
    [ann, ben] = await Promise.all([enter('ann', 0), enter('ben', 1)]);
  }, 30_000);
  afterAll(() => [ann, ben].forEach((player) => player.close()));

  it.each(pairsOf(acts.pins, sights.pinned, 'room'))('pin and unpin: %s → %s', async (from, to) => {
    const place = await openRoom(ann, [ben]);
    await subscribe(place, [ben]);
    const scene = { actor: ann, other: ben, place };
    const id = await need(acts.sends, 'v1')(scene, 'pin me');
    await need(acts.pins, from)(scene, id);
    await need(sights.pinned, to)(ben, place, id, true, `${ann.name} pinned a message`);
    await need(acts.unpins, from)(scene, id);
    await need(sights.pinned, to)(ben, place, id, false, `${ann.name} unpinned a message`);
  });
});
