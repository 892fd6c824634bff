import { describe, expect, it } from '@jest/globals';
import { clearRefreshCookie, cookieOf, cookiePlaceOf, refreshTokenOf, setCsrfCookie, setRefreshCookie } from './refresh-cookie.codec.js';

describe('the cookies', () => {
  it('are for the auth routes, out of reach of scripts and of other sites', () => {
    const place = cookiePlaceOf('http://localhost:8000', false);
    expect(setRefreshCookie('r.t', 2_592_000, place)).toBe('cb_refresh=r.t; Path=/api/auth; Max-Age=2592000; HttpOnly; SameSite=Lax');
    expect(setRefreshCookie('r.t', 60, { ...place, isSecure: true })).toMatch(/; Secure$/);
    expect(clearRefreshCookie(place)).toContain('cb_refresh=; Path=/api/auth; Max-Age=0;');
    expect(setCsrfCookie('c', { ...place, isSecure: true })).toBe('cb_csrf=c; Path=/api/auth; HttpOnly; SameSite=Lax; Secure');
  });

  it('come back where a proxy serves the gateway below a path', () => {
    expect(setCsrfCookie('c', cookiePlaceOf('https://example.org/chat', true))).toContain('; Path=/chat/api/auth;');
  });

  it('are found in a header by their whole name', () => {
    expect(cookieOf('a=1; xcb_refresh=no; cb_refresh=a=b;c=2', 'cb_refresh')).toBe('a=b');
    expect(cookieOf('cb_refresh=', 'cb_refresh')).toBeNull();
    expect(cookieOf(undefined, 'cb_refresh')).toBeNull();
  });
});

describe('refreshTokenOf', () => {
  const cookies = 'cb_refresh=cookie-token; cb_csrf=secret';

  it('prefers the body, which needs no CSRF token', () => {
    expect(refreshTokenOf({ body: 'body-token', cookies, csrfHeader: undefined })).toBe('body-token');
  });

  it('takes the cookie with the right header', () => {
    expect(refreshTokenOf({ body: null, cookies, csrfHeader: 'secret' })).toBe('cookie-token');
  });

  it.each([
    ['no header', cookies, undefined],
    ['another value', cookies, 'secreT'],
    ['another length', cookies, 'secret2'],
    ['characters beyond ASCII', cookies, 'sécret'],
    ['no CSRF cookie', 'cb_refresh=cookie-token', ''],
  ])('refuses the cookie with %s', (_, given, csrfHeader) => {
    expect(() => refreshTokenOf({ body: null, cookies: given, csrfHeader })).toThrow(expect.objectContaining({ code: 'ORIGIN_FORBIDDEN' }));
  });

  it('refuses a request without any token', () => {
    expect(() => refreshTokenOf({ body: null, cookies: 'cb_csrf=secret', csrfHeader: 'secret' })).toThrow(
      expect.objectContaining({ code: 'REFRESH_TOKEN_INVALID' }),
    );
  });
});
