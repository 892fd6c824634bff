import { describe, expect, it } from '@jest/globals';
import { readCutHead } from './cut-head.codec.js';

const huge = 'a'.repeat(20_000);
const read = (text: string) => readCutHead(Buffer.from(text, 'latin1'));

describe('what can be told of a head that was cut', () => {
  it.each([
    ['Authorization', `GET /v1/users/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${huge}`],
    ['an API key, in any case', `GET /v1/users/me?a=b HTTP/1.1\r\nx-API-key:${huge}\r\nHost: x\r\n`],
    ['an upload token', `GET /v1/users/me HTTP/1.1\r\nX-Upload-Token: ${huge}`],
    ['the query', `GET /v1/users/me?x=1&token=${huge}`],
  ])('a token that is too long, in %s', (_where, text) => {
    expect(read(text)).toEqual({ method: 'GET', path: '/v1/users/me', hasHugeToken: true });
  });

  it.each([
    ['another header', `PUT /api/x HTTP/1.1\r\nAuthorization: Bearer abc\r\nX-Other: ${huge}`],
    ['another parameter', `PUT /api/x?q=${huge}`],
    ['a header that only ends like one', `PUT /api/x HTTP/1.1\r\nNot-Authorization: ${huge}`],
    ['nothing it shows', 'PUT /api/x HTTP/1.1\r\nHost: x\r\n'],
  ])('no such token: the length is that of %s', (_where, text) => {
    expect(read(text)).toEqual({ method: 'PUT', path: '/api/x', hasHugeToken: false });
  });

  it('of a packet that begins with other requests, or goes on with a body', () => {
    const text = `GET /a HTTP/1.1\r\nHost: x\r\n\r\nPUT /b HTTP/1.1\r\nAuthorization: Bearer ${huge}\r\n\r\n${huge}${huge}`;
    expect(read(text)).toEqual({ method: 'PUT', path: '/b', hasHugeToken: true });
  });

  it('API-Version makes a path v1 (C02)', () => {
    expect(read(`GET /users/me HTTP/1.1\r\nAPI-Version: 2025-01-15\r\nAuthorization: ${huge}`)?.path).toBe('/v1/users/me');
  });

  it.each(['', huge, `${huge}\r\nHost: x\r\n`, '\u0016\u0003\u0001', 'GET', 'get /x'])('bytes from the middle belong to no path (%#)', (text) => {
    expect(read(text)).toBeNull();
  });
});
