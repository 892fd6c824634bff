import { describe, expect, it } from '@jest/globals';
import { Health, readinessOf } from './health.js';

const up = async (): Promise<void> => {};
const down = async (): Promise<void> => {
  throw new Error('refuses');
};

describe('health', () => {
  it('is ready while what is critical answers; what is not is shown', async () => {
    const health = new Health();
    health.register('postgres', up);
    health.register('email', down, { isCritical: false });
    const checks = await health.check();
    expect(checks).toMatchObject([
      { name: 'postgres', isUp: true, isCritical: true },
      { name: 'email', isUp: false, isCritical: false, reason: 'refuses' },
    ]);
    expect(readinessOf(checks)).toEqual({ isReady: true, reason: 'email: refuses' });
  });

  it('is not ready when something critical is down', async () => {
    const health = new Health();
    health.register('email', up, { isCritical: false });
    health.register('nats', down);
    expect(readinessOf(await health.check())).toEqual({ isReady: false, reason: 'nats: refuses' });
  });
});
