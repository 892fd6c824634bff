import { describe, expect, it } from '@jest/globals';
import { http } from '@parley/testing';
import { connect, dataOf, register, time } from './chatrooms.harness.js';

describe('chatrooms: health', () => {
  it('RC-health answers 200 with every service healthy, without a token', async () => {
    expect(dataOf(await http('GET', '/health', {}, 0), 200)).toEqual({
      ...{ status: 'healthy', timestamp: expect.stringMatching(time), version: '1.0.0' },
      services: { database: 'healthy', redis: 'healthy', mongodb: 'healthy' },
    });
  });

  it('RC-metrics answers Prometheus text that counts the open sockets of this gateway', async () => {
    const socket = await connect(await register('met'), 0, []);
    const { status, headers, body } = await http('GET', '/metrics', {}, 0);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=/);
    expect(body).toMatch(/^process_cpu_seconds_total [\d.]+$/m);
    expect(Number(/^parley_gateway_open_sockets (\d+)$/m.exec(body)?.[1])).toBeGreaterThanOrEqual(1);
    socket.close();
  });
});
