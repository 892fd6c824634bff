import { beforeAll, describe, expect, it } from '@jest/globals';
import { makeAdmin } from './admin.harness.js';
import { call, expectRefusal, openChannel, openWs, registerVerified, send, type Person } from './connectbest.harness.js';

describe('CB 8.7', () => {
  let admin: Person;
  beforeAll(async () => void (admin = await makeAdmin()));

  const metrics = () => call('GET', '/api/metrics', { token: admin.token });

  it('CB-8.7 Ops Metrics shows every field, and counts what happens', async () => {
    const person = await registerVerified('metered');
    const channel = await openChannel(person, []);
    const before = await metrics();
    expect([before.status, Object.keys(before.body)]).toEqual([
      200,
      ['activeConnections', 'totalMessages', 'messagesPerSecond', 'averageLatency', 'errorRate', 'cpuUsage', 'memoryUsage'],
    ]);
    for (const value of Object.values(before.body)) expect(value).toBeGreaterThanOrEqual(0);
    const socket = await openWs('/ws', person, 0);
    await send(person, channel.id, 'counted');
    const after = await metrics();
    expect(after.body.totalMessages).toBeGreaterThan(before.body.totalMessages);
    expect(after.body.messagesPerSecond).toBeGreaterThan(0);
    expect(after.body.activeConnections).toBeGreaterThan(0);
    expect(after.body.averageLatency).toBeGreaterThan(0);
    expect(after.body.memoryUsage).toBeGreaterThan(10_000_000);
    socket.close();
  });

  it('CB-8.7.r1 admins only', async () => {
    const person = await registerVerified('curious');
    expectRefusal(await call('GET', '/api/metrics', { token: person.token }), 403, 'ADMIN_REQUIRED');
    expect((await call('GET', '/api/metrics', {})).status).toBe(401);
  });
});
