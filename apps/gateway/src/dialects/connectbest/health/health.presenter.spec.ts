import { describe, expect, it } from '@jest/globals';
import type { FleetHealth } from '../../../views/health.view.js';
import { presentHealth } from './health.presenter.js';

const up = (name: string) => ({ name, isUp: true, latencyMs: 2 });
const fleet: FleetHealth = {
  status: 'healthy',
  database: up('database'),
  redis: up('redis'),
  nats: up('nats'),
  storage: up('storage'),
  events: up('events'),
  connections: 5,
};
const facts = { uptimeSeconds: 12.9, now: '2026-01-01T00:00:00Z' };

describe('presentHealth', () => {
  it('has the keys of 8.6', () => {
    expect(presentHealth(fleet, facts)).toEqual({
      status: 'healthy',
      uptime: 12,
      version: '1.0.0',
      timestamp: '2026-01-01T00:00:00.000Z',
      services: {
        database: { status: 'up', latency: 2 },
        redis: { status: 'up', latency: 2 },
        storage: { status: 'up' },
        websocket: { status: 'up', connections: 5 },
      },
    });
  });

  it('says what is down', () => {
    const redis = { name: 'redis', isUp: false, latencyMs: 1_500, reason: 'timed out' };
    expect(presentHealth({ ...fleet, status: 'down', redis }, facts)).toMatchObject({
      status: 'down',
      services: { redis: { status: 'down', latency: 1_500 } },
    });
    const storage = { name: 'storage', isUp: false, latencyMs: 1, reason: 'full' };
    expect(presentHealth({ ...fleet, status: 'degraded', storage }, facts)).toMatchObject({
      status: 'degraded',
      services: { storage: { status: 'down' } },
    });
    const events = { name: 'events', isUp: false, latencyMs: 1, reason: 'they wait' };
    expect(presentHealth({ ...fleet, status: 'degraded', events }, facts)).toMatchObject({ services: { events: { status: 'down' } } });
  });
});
