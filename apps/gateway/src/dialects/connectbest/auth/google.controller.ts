import { Get, Req, Res } from '@nestjs/common';
import { AppError, auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendPage } from '../../../edge/html-page.js';
import { GatewayConfig } from '../../../gateway.config.js';
import { OpenConnectBestController } from '../connectbest.controller.decorator.js';
import { clientOf } from '../connectbest.session.js';
import { AuthCookies } from './auth-cookies.adapter.js';
import { dashboardUrl, mismatchPage, refusedUrl } from './google.presenter.js';
import { cookieOf, stateCookie } from './refresh-cookie.codec.js';

const callbackPath = '/api/auth/callback/google';

/** Sign-in with Google, or with whichever OpenID provider is configured (A-CB-06). */
@OpenConnectBestController('auth')
export class GoogleController {
  private readonly publicUrl: string;
  private readonly appUrl: string;

  constructor(
    private readonly rpc: RpcClient,
    private readonly cookies: AuthCookies,
    config: GatewayConfig,
  ) {
    this.publicUrl = config.PUBLIC_URL.replace(/\/$/, '');
    this.appUrl = (config.APP_URL ?? config.PUBLIC_URL).replace(/\/$/, '');
  }

  /** A-CB-06: 302 to the provider, with the state in a cookie of ten minutes; 503 while none is configured (an extension). */
  @Get('google')
  async start(@Res() reply: FastifyReply) {
    const { authorizationUrl, state, ttlSeconds } = await this.rpc.call(auth.startOAuth, { redirectUri: this.publicUrl + callbackPath });
    this.cookies.keepState(reply, state, ttlSeconds);
    return reply.redirect(authorizationUrl, 302);
  }

  /** CB-1.9 Google OAuth Callback: 302 to the dashboard with the token; 400, a page, in a browser that did not begin it. */
  @Get('callback/google')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const callback = new URL(request.url, this.publicUrl);
    const state = cookieOf(request.headers.cookie, stateCookie);
    this.cookies.forgetState(reply);
    if (state === null || state !== callback.searchParams.get('state')) return sendPage(reply, 400, mismatchPage());
    try {
      const callbackUrl = `${this.publicUrl}${callbackPath}${callback.search}`;
      const { session } = await this.rpc.call(auth.finishOAuth, { callbackUrl, client: clientOf(request) });
      this.cookies.keepSession(reply, session);
      return reply.redirect(dashboardUrl(this.appUrl, session), 302);
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'unavailable' || error.kind === 'internal') throw error;
      return reply.redirect(refusedUrl(this.appUrl, error), 302);
    }
  }
}
