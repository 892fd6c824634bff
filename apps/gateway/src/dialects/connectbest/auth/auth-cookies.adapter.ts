import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import type { FastifyReply } from 'fastify';
import { GatewayConfig } from '../../../gateway.config.js';
import { clearRefreshCookie, cookiePlaceOf, setCsrfCookie, setRefreshCookie, setStateCookie, type CookiePlace } from './refresh-cookie.codec.js';

/** Puts this dialect's cookies on an answer. */
@Injectable()
export class AuthCookies {
  private readonly place: CookiePlace;

  constructor({ PUBLIC_URL, NODE_ENV }: GatewayConfig) {
    this.place = cookiePlaceOf(PUBLIC_URL, NODE_ENV === 'production');
  }

  /** Bodies keep the documented keys, so the refresh token travels here alone (A-CB-03). */
  keepSession(reply: FastifyReply, { refreshToken, refreshTtlSeconds }: auth.IssuedSession): void {
    if (refreshToken !== null) void reply.header('set-cookie', setRefreshCookie(refreshToken, refreshTtlSeconds ?? 0, this.place));
  }

  forgetSession(reply: FastifyReply): void {
    void reply.header('set-cookie', clearRefreshCookie(this.place));
  }

  keepState(reply: FastifyReply, state: string, ttlSeconds: number): void {
    void reply.header('set-cookie', setStateCookie(state, ttlSeconds, this.place));
  }

  forgetState(reply: FastifyReply): void {
    void reply.header('set-cookie', setStateCookie('', 0, this.place));
  }

  /** A new CSRF token, also set as a cookie. */
  issueCsrf(reply: FastifyReply): string {
    const token = randomBytes(32).toString('base64url');
    void reply.header('set-cookie', setCsrfCookie(token, this.place));
    return token;
  }
}
