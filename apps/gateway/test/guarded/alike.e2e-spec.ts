import { describe, expect, it } from '@jest/globals';
import { uniqueName, type Json } from '@parley/testing';
import { credentials, logIns, newAddress, postFrom, type LogInDoor } from './stranger.harness.js';

const pairs = 32;

const constantPart = (body: Json): Json => {
  const { request_id: _id, timestamp: _time, ...rest } = body;
  return rest;
};

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

describe('somebody unknown and a wrong password', () => {
  it('are answered alike in every dialect, and take as long', async () => {
    const name = uniqueName('known');
    const email = `${name}@example.org`;
    expect((await postFrom(newAddress(), '/api/auth/register', { email, password: 'Passw0rd!', name }, 0)).status).toBe(201);
    const ask = (door: LogInDoor, who: string) => postFrom(newAddress(), door.path, credentials(door, who, 'Wrong-horse-7'), 0);

    for (const door of logIns) {
      const [known, unknown] = [await ask(door, email), await ask(door, `${uniqueName('no')}@example.org`)];
      expect([unknown.status, constantPart(unknown.body)]).toEqual([known.status, constantPart(known.body)]);
    }

    // Each pair is asked one after the other, first the one and then the other first, so that a busy machine is busy for both.
    const differences: number[] = [];
    const times: number[] = [];
    const timed = async (door: LogInDoor, who: string): Promise<number> => {
      const begin = performance.now();
      await ask(door, who);
      const took = performance.now() - begin;
      times.push(took);
      return took;
    };
    for (let n = 0; n < pairs; n++) {
      const [door, stranger] = [logIns[(n >> 1) % logIns.length] ?? logIns[0], `${uniqueName('no')}@example.org`];
      const [one, other] =
        n % 2 === 0 ? [await timed(door, email), await timed(door, stranger)] : [await timed(door, stranger), await timed(door, email)];
      differences.push(n % 2 === 0 ? one - other : other - one);
    }
    // Without a hash to compare with, a stranger is answered in a tenth of the time: the difference would be nearly the whole.
    expect(Math.abs(median(differences))).toBeLessThan(0.35 * median(times));
    const faster = differences.filter((difference) => difference > 0).length;
    expect(faster).toBeGreaterThan(pairs * 0.1);
    expect(faster).toBeLessThan(pairs * 0.9);
  }, 60_000);
});
