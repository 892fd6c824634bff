import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { query } from './servers.harness.js';
import { newAddress, postFrom } from './stranger.harness.js';

const newKey = (): string => `pk_${randomBytes(32).toString('base64url')}`;

/** What chatrooms allows an address in a minute. */
const allowed = 60;

describe('trying API keys (A-CB-05, C76)', () => {
  it('is refused before auth is asked: what is too much leaves nothing behind', async () => {
    const address = newAddress();
    const attempt = (n: number) => postFrom(address, '/chatrooms', { name: 'mine' }, n % 2, { 'x-api-key': newKey() });
    const statuses: number[] = [];
    for (let round = 0; round < 8; round++) {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => attempt(n)));
      statuses.push(...answers.map(({ status }) => status));
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(allowed);
    expect(statuses.filter((status) => status === 429)).toHaveLength(160 - allowed);
    const logged = await query(`SELECT 1 FROM auth.auth_attempt WHERE kind = 'api-key' AND ip = $1`, [address]);
    expect(logged).toHaveLength(allowed);
  }, 60_000);
});
