import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { GatewayConfig } from '../gateway.config.js';
import { Admission } from './admission.js';

const config = { HANDSHAKES_AT_ONCE: 1, HANDSHAKES_WAITING: 10, RECONNECT_SPREAD_SECONDS: 5 } as GatewayConfig;

describe('Admission', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it.each(['handshake', 'sync'] as const)('lets nobody new in while a %s has waited for more than half a second', async (step) => {
    const admission = new Admission(config);
    let end = (): void => {};
    const inside = admission.handshake(() => new Promise<void>((resolve) => (end = resolve)));
    const waiting = admission[step](() => Promise.resolve());
    jest.advanceTimersByTime(450);
    expect(admission.refusalOfNew()).toBeNull();
    jest.advanceTimersByTime(100);
    expect(admission.refusalOfNew()).toMatchObject({ code: 'SERVICE_UNAVAILABLE', details: { retryAfterSeconds: expect.any(Number) } });
    await Promise.resolve();
    end();
    await Promise.all([inside, waiting]);
    expect(admission.refusalOfNew()).toBeNull();
  });

  it('sends everybody away for a time of his own, within the spread', () => {
    const admission = new Admission(config);
    const times = Array.from({ length: 100 }, () => admission.returnAfterMs());
    expect(Math.max(...times)).toBeLessThanOrEqual(5_000);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(0);
    expect(new Set(times).size).toBeGreaterThan(50);
  });
});
