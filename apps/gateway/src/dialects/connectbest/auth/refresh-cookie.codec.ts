import { timingSafeEqual } from 'node:crypto';
import { AppError } from '@parley/contracts';

export const refreshCookie = 'cb_refresh';
const csrfCookie = 'cb_csrf';

/** Where a browser sends our cookies: to the auth routes only (A-CB-03), in production by HTTPS only. */
export interface CookiePlace {
  readonly path: string;
  readonly isSecure: boolean;
}

/** Values are base64url or JWT text, so nothing needs quoting. Without an age a cookie lives as long as the browser does. */
const setCookie = (name: string, value: string, maxAgeSeconds: number | null, { path, isSecure }: CookiePlace): string =>
  `${name}=${value}; Path=${path}${maxAgeSeconds === null ? '' : `; Max-Age=${maxAgeSeconds}`}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

/** Browsers know the auth routes by the public address, which may have a path of its own. */
export const cookiePlaceOf = (publicUrl: string, isSecure: boolean): CookiePlace => ({
  path: `${new URL(publicUrl).pathname.replace(/\/$/, '')}/api/auth`,
  isSecure,
});

export const setRefreshCookie = (token: string, ttlSeconds: number, place: CookiePlace): string => setCookie(refreshCookie, token, ttlSeconds, place);

export const clearRefreshCookie = (place: CookiePlace): string => setCookie(refreshCookie, '', 0, place);

/** Only the browser that began a sign-in may finish it (A-CB-06); Lax cookies come along when the provider sends it back. */
export const stateCookie = 'cb_oauth_state';

export const setStateCookie = (state: string, ttlSeconds: number, place: CookiePlace): string => setCookie(stateCookie, state, ttlSeconds, place);

/** Pages ask for a fresh one, so it has no age. */
export const setCsrfCookie = (token: string, place: CookiePlace): string => setCookie(csrfCookie, token, null, place);

/** One cookie of a `Cookie` header; null when it is not there. */
export const cookieOf = (header: string | undefined, name: string): string | null => {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return value === undefined || value === '' ? null : value;
};

export interface RefreshSources {
  readonly body: string | null;
  readonly cookies: string | undefined;
  readonly csrfHeader: string | undefined;
}

const isSame = (given: string, expected: string): boolean =>
  given.length === expected.length && timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(expected, 'latin1'));

/**
 * The refresh token of a request: from the body, or from the cookie when the page proves by the header that it could read
 * the CSRF token (double submit, A-CB-04). @throws {AppError} REFRESH_TOKEN_INVALID, ORIGIN_FORBIDDEN
 */
export const refreshTokenOf = ({ body, cookies, csrfHeader }: RefreshSources): string => {
  if (body !== null) return body;
  const token = cookieOf(cookies, refreshCookie);
  if (token === null) throw new AppError('REFRESH_TOKEN_INVALID');
  const csrf = cookieOf(cookies, csrfCookie);
  if (csrf === null || csrfHeader === undefined || !isSame(csrfHeader, csrf))
    throw new AppError('ORIGIN_FORBIDDEN', { csrf: 'X-CSRF-Token must be the csrfToken of GET /api/auth/csrf' });
  return token;
};
