import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import type { FastifyReply } from 'fastify';
import { GatewayConfig } from '../../../gateway.config.js';
import { clearRefreshCookie, setCsrfCookie, setRefreshCookie, setStateCookie } from './refresh-cookie.codec.js';

/** Puts this dialect's two cookies on an answer; in production they are for HTTPS only. */
@Injectable()
export class AuthCookies {
  private readonly isSecure: boolean;

  constructor(config: GatewayConfig) {
    this.isSecure = config.NODE_ENV === 'production';
  }

  /** Bodies keep the documented keys, so the refresh token travels here alone (A-CB-03). */
  keepSession(reply: FastifyReply, { refreshToken, refreshTtlSeconds }: auth.IssuedSession): void {
    if (refreshToken !== null) void reply.header('set-cookie', setRefreshCookie(refreshToken, refreshTtlSeconds ?? 0, this.isSecure));
  }

  forgetSession(reply: FastifyReply): void {
    void reply.header('set-cookie', clearRefreshCookie(this.isSecure));
  }

  keepState(reply: FastifyReply, state: string, ttlSeconds: number): void {
    void reply.header('set-cookie', setStateCookie(state, ttlSeconds, this.isSecure));
  }

  forgetState(reply: FastifyReply): void {
    void reply.header('set-cookie', setStateCookie('', 0, this.isSecure));
  }

  /** A new CSRF token, also set as a cookie. */
  issueCsrf(reply: FastifyReply): string {
    const token = randomBytes(32).toString('base64url');
    void reply.header('set-cookie', setCsrfCookie(token, this.isSecure));
    return token;
  }
}
