import { describe, expect, it } from '@jest/globals';
import { Health } from './health.js';
import { startHealthServer } from './health-server.js';

const addressOf = async (host: object): Promise<unknown> => {
  const server = await startHealthServer(new Health(), { HEALTH_PORT: 0, ...host });
  const address = server.address();
  server.close();
  return address;
};

describe('the page of health', () => {
  it('is on the address it is told, or on every one', async () => {
    expect(await addressOf({ HEALTH_HOST: '127.0.0.1' })).toMatchObject({ address: '127.0.0.1' });
    expect(await addressOf({})).toMatchObject({ address: expect.stringMatching(/^(::|0\.0\.0\.0)$/) });
  });
});
