import { describe, expect, it } from '@jest/globals';
import { http } from '@parley/testing';
import { anyInstant, call, expectRefusal, register } from './connectbest.harness.js';

describe('health', () => {
  it('CB-8.6 System Health Check answers anybody with every service', async () => {
    const { status, body } = await call('GET', '/api/health', {});
    expect(status).toBe(200);
    expect(body).toEqual({
      status: expect.stringMatching(/^(healthy|degraded)$/),
      uptime: expect.any(Number),
      version: expect.any(String),
      timestamp: anyInstant,
      services: {
        database: { status: 'up', latency: expect.any(Number) },
        redis: { status: 'up', latency: expect.any(Number) },
        storage: { status: expect.stringMatching(/^(up|down)$/) },
        websocket: { status: 'up', connections: expect.any(Number) },
      },
    });
  });
});

describe('unhappy requests', () => {
  it.each(['/api', '/api/nothing', '/api/chat', '/api/auth/nothing/more', '/nothing'])('GET %s is 404 in our shape (C01)', async (path) => {
    expectRefusal(await call('GET', path, {}), 404, 'ROUTE_NOT_FOUND');
  });

  it.each([
    ['DELETE', '/api/auth/login', 'POST'],
    ['PATCH', '/api/dms', 'GET, HEAD, POST'],
    ['POST', '/api/health', 'GET, HEAD'],
  ])('%s %s is 405 with Allow (A-00-03)', async (method, path, allow) => {
    const answer = await call(method, path, {});
    expectRefusal(answer, 405, 'METHOD_NOT_ALLOWED');
    expect(answer.headers.get('allow')).toBe(allow);
  });

  it.each([
    ['malformed JSON', '{"email":'],
    ['a JSON array', '[]'],
    ['a JSON string', '"x"'],
  ])('%s is 400 (A-00-02)', async (_, raw) => {
    expectRefusal(await call('POST', '/api/auth/login', { raw }), 400, 'BODY_MALFORMED');
  });

  it('another content type is 400, an empty body is {}', async () => {
    expectRefusal(await call('POST', '/api/auth/login', { raw: 'a=1', headers: { 'content-type': 'text/plain' } }), 400, 'BODY_MALFORMED');
    expectRefusal(await call('POST', '/api/auth/login', {}), 400, 'INPUT_INVALID');
  });

  it('more than 1 MiB is refused (A-00-06)', async () => {
    const { token } = await register('big');
    const answer = await call('POST', '/api/dms', { token, raw: JSON.stringify({ userId: 'x'.repeat(1_100_000) }) });
    expectRefusal(answer, 400, 'BODY_TOO_LARGE');
  });

  it('a trailing slash is the same route, and every gateway answers alike', async () => {
    const { token, id } = await register('slash');
    for (const gateway of [0, 1]) expect((await http('GET', '/api/auth/me/', { token }, gateway)).body.user.id).toBe(id);
  });
});
