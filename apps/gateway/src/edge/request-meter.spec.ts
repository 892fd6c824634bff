import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { register } from 'prom-client';
import { RequestMeter } from './request-meter.js';

describe('the request meter', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('A-CB-75: averages the last 1,000 latencies', () => {
    const meter = new RequestMeter();
    expect(meter.averageLatencyMs).toBe(0);
    meter.note('GET', '/a', 200, 9_000);
    for (let n = 0; n < 1_000; n++) meter.note('GET', '/a', 200, n % 2 === 0 ? 10 : 20);
    expect(meter.averageLatencyMs).toBe(15);
  });

  it('A-CB-75: tells the share of 5xx of the last 60 s, in percent', () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(1_000_000);
    const meter = new RequestMeter();
    expect(meter.errorPercent).toBe(0);
    for (const status of [200, 404, 500, 503]) meter.note('GET', '/a', status, 1);
    expect(meter.errorPercent).toBe(50);
    clock.mockReturnValue(1_059_000);
    for (let n = 0; n < 4; n++) meter.note('GET', '/a', 200, 1);
    expect(meter.errorPercent).toBe(25);
    clock.mockReturnValue(1_061_000);
    expect(meter.errorPercent).toBe(0);
  });

  it('shows Prometheus each route once, whatever its ids', async () => {
    const meter = new RequestMeter();
    for (const status of [200, 204]) meter.note('GET', '/v1/users/:userId', status, 3);
    expect(await register.metrics()).toContain('parley_http_request_seconds_count{method="GET",route="/v1/users/:userId",status="2xx"} 2');
  });
});
