import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makePerson, type Person } from '../../v1/v1.harness.js';
import { Truth } from './truth.harness.js';
import type { Act } from './world.harness.js';

/** For longer or other games: PROPERTY_SECONDS=600 PROPERTY_SEED=7. */
const seconds = Number(process.env['PROPERTY_SECONDS'] ?? 30);
const seed = Number(process.env['PROPERTY_SEED'] ?? 20250115);

const kinds = ['send', 'send', 'send', 'edit', 'delete', 'hide', 'react', 'react', 'unreact', 'read', 'read', 'pin', 'unpin'] as const;

const actsOf = (...more: readonly Act['kind'][]): fc.Arbitrary<readonly (readonly Act[])[]> => {
  const act: fc.Arbitrary<Act> = fc.record({
    kind: fc.constantFrom<Act['kind']>(...kinds, ...more),
    actor: fc.nat(3),
    through: fc.nat(11),
    gateway: fc.nat(1),
    pick: fc.nat(1_000),
  });
  return fc.array(fc.array(act, { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 14 });
};

describe(`what every client knows in the end (seed ${seed}, ${seconds} s)`, () => {
  let people: readonly Person[];
  let games = 0;

  beforeAll(async () => {
    people = await Promise.all(['ann', 'ben', 'cat', 'dan'].map(makePerson));
  });

  const play = async (players: readonly Person[], rounds: readonly (readonly Act[])[]): Promise<void> => {
    const truth = await Truth.begin(players);
    try {
      await truth.play(rounds);
      await truth.expectTruth();
      games += 1;
    } finally {
      truth.close();
    }
  };

  /** @throws with the acts that led to it and the seed */
  const check = async (rounds: fc.Arbitrary<readonly (readonly Act[])[]>, players: () => Promise<readonly Person[]>): Promise<void> => {
    games = 0;
    await fc.assert(
      fc.asyncProperty(rounds, async (acts) => play(await players(), acts)),
      within,
    );
    expect(games).toBeGreaterThan(0);
  };

  const within = { seed, numRuns: 10_000, endOnFailure: true, interruptAfterTimeLimit: (seconds / 2) * 1_000, markInterruptAsFailure: false };
  const timeoutMs = seconds * 1_000 + 30_000;

  it('of a group: live and sync come to what is fetched, whoever comes and goes', () => check(actsOf('come', 'go'), async () => people), timeoutMs);

  it('of a direct conversation: in all five dialects', () => check(actsOf(), () => Promise.all([makePerson('one'), makePerson('two')])), timeoutMs);
});
