import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@parley/testing';
import { directOf } from '../sync/chats.harness.js';
import { dialectNames, Follower, nameOf, type Chat } from '../sync/follower.harness.js';
import { makePerson, sendText, type Person } from '../v1/v1.harness.js';
import { SilentSender } from './silent-send.harness.js';

/** The beacon's period with its jitter, and some room. */
const withinBeaconMs = 15_000;

describe('live hints that are lost', () => {
  let silent: SilentSender;
  let [ann, ben]: Person[] = [];
  let chat: Chat;
  let followers: Follower[] = [];

  beforeAll(async () => {
    const [one, other] = await Promise.all([makePerson('ann'), makePerson('ben')]);
    [ann, ben] = [one, other];
    chat = await directOf(one, other);
    silent = await SilentSender.open();
    // Of every dialect one on each gateway.
    followers = await Promise.all(dialectNames.flatMap((dialect) => [0, 1].map((gateway) => Follower.open(dialect, one, gateway, [chat]))));
  });
  afterAll(async () => {
    for (const follower of followers) follower.close();
    await silent.close();
  });

  it('A-00-14 the beacon shows the gap in every dialect within its period, and sync closes it', async () => {
    if (ann === undefined || ben === undefined) throw new Error('nobody');
    const cursors = await Promise.all(
      followers.map(async (follower) => (await follower.sync(undefined)).heads[nameOf(follower.dialect, chat)] as number),
    );
    const cursor = cursors[0] ?? 0;
    await sendText(ben, chat.id, 'heard');
    for (const n of [1, 2, 3]) await silent.send(ben.id, chat.id, `unheard ${n}`);
    // As clients do: whenever heads are beyond the cursor, sync from there.
    await Promise.all(
      followers.map(async (follower) => {
        const name = nameOf(follower.dialect, chat);
        await eventually(() => {
          expect([follower.dialect, follower.socket.heard('heads').at(-1)?.[name]]).toEqual([follower.dialect, cursor + 4]);
        }, withinBeaconMs);
        expect([follower.dialect, follower.seqs]).toEqual([follower.dialect, [cursor + 1]]);
        const { changes } = await follower.catchUp({ [name]: cursor + 1 });
        expect(changes.map(({ seq }) => seq)).toEqual([2, 3, 4].map((n) => cursor + n));
        const texts = changes.map(({ payload }) => JSON.stringify(payload));
        expect(texts.every((text, at) => text.includes(`unheard ${at + 1}`) || text.includes(btoa(`unheard ${at + 1}`)))).toBe(true);
      }),
    );
  }, 40_000);
});
