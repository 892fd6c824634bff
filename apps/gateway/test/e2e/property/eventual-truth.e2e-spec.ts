import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makePerson, type Person } from '../../v1/v1.harness.js';
import { Truth } from './truth.harness.js';
import type { Deed, Turn } from './world.harness.js';

/** For longer or other games: PROPERTY_SECONDS=600 PROPERTY_SEED=7. */
const seconds = Number(process.env['PROPERTY_SECONDS'] ?? 50);
const seed = Number(process.env['PROPERTY_SEED'] ?? 20250115);

type Rounds = readonly (readonly Turn[])[];

const talk = ['send', 'send', 'send', 'reply', 'reply', 'edit', 'delete', 'hide', 'react', 'react', 'unreact', 'pin', 'unpin'] as const;
const reading = ['read', 'read', 'read'] as const;
const blocks = ['block', 'unblock', 'unblock'] as const;
const membership = ['come', 'go', 'go', 'go', 'invite', 'invite', 'join', 'promote', 'demote', 'rename'] as const;

const roundsOf = (...more: readonly Deed[]): fc.Arbitrary<Rounds> => {
  const turn: fc.Arbitrary<Turn> = fc.record({
    kind: fc.constantFrom<Deed>(...talk, ...reading, ...blocks, ...more),
    actor: fc.nat(3),
    through: fc.nat(11),
    gateway: fc.nat(1),
    pick: fc.nat(1_000),
  });
  return fc.array(fc.array(turn, { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 14 });
};

describe(`what every client knows in the end (seed ${seed}, ${seconds} s)`, () => {
  let people: readonly Person[];
  let games = 0;

  beforeAll(async () => {
    people = await Promise.all(['ann', 'ben', 'cat', 'dan'].map(makePerson));
  });

  const play = async (players: readonly Person[], rounds: Rounds): Promise<void> => {
    const truth = await Truth.begin(players);
    try {
      await truth.play(rounds);
      await truth.expectTruth();
      games += 1;
    } finally {
      truth.close();
    }
  };

  /** @throws with the turns that led to it and the seed */
  const check = async (rounds: fc.Arbitrary<Rounds>, players: () => Promise<readonly Person[]>): Promise<void> => {
    games = 0;
    await fc.assert(
      fc.asyncProperty(rounds, async (turns) => play(await players(), turns)),
      within,
    );
    expect(games).toBeGreaterThan(0);
  };

  const within = { seed, numRuns: 10_000, endOnFailure: true, interruptAfterTimeLimit: (seconds / 2) * 1_000, markInterruptAsFailure: false };
  const timeoutMs = seconds * 1_000 + 30_000;

  it(
    'of a group: live and sync come to what is fetched, whoever comes and goes',
    () => check(roundsOf(...membership), async () => people),
    timeoutMs,
  );

  it(
    'of a direct conversation: in all five dialects',
    () => check(roundsOf('read', 'quarrel', 'quarrel', 'quarrel'), () => Promise.all([makePerson('one'), makePerson('two')])),
    timeoutMs,
  );
});
