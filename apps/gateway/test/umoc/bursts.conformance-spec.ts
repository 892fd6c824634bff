import { describe, expect, it } from '@jest/globals';
import { register, UmocClient } from './umoc.harness.js';

/** More than a socket may have waiting for their turn. */
const pings = 400;

describe('a client that asks much at once', () => {
  it('UM-s2c-error tells it of each refusal, as the callback does (A-UM-31, A-UM-32)', async () => {
    const client = await UmocClient.open(await register('john'), 0);
    const answers = await Promise.all(Array.from({ length: pings }, () => client.ask('ping', { timestamp: Date.now() })));
    const refusals = answers.filter(({ message }) => message !== undefined);
    expect(refusals).toContainEqual({ message: 'Rate limit exceeded' });
    expect(client.io.heard('error')).toEqual(refusals);
    expect(client.io.heard('pong')).toHaveLength(pings - refusals.length);
    client.io.close();
  });
});
