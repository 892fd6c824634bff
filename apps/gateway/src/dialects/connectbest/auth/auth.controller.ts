import { Body, Get, Headers, HttpCode, Post, Req, Res } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refreshTokenFrom } from '../../../session/refresh-token.codec.js';
import { OpenConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { clientOf } from '../connectbest.session.js';
import { AuthCookies } from './auth-cookies.adapter.js';
import { LogInDto, RefreshDto, RegisterDto, ResendVerificationDto, VerifyEmailDto } from './auth.dto.js';
import { presentLoggedIn, presentRegistration } from './auth.presenter.js';
import { OwnUserView } from './own-user.view.js';
import { refreshTokenOf } from './refresh-cookie.codec.js';

/** The routes of section 1 that need no token. */
@OpenConnectBestController('auth')
export class AuthController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly users: OwnUserView,
    private readonly cookies: AuthCookies,
  ) {}

  /** CB-1.1 User Registration: 201 `{ user, token, message }`; the token works at once (A-CB-02). */
  @Post('register')
  async register(@Body() body: RegisterDto, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const registrant = { name: body.name, phone: body.phone ?? null };
    const { account, session } = await this.rpc.call(auth.register, {
      client: clientOf(request),
      email: body.email,
      username: null,
      password: body.password,
      displayName: registrant.name,
      phone: registrant.phone,
      publicKey: null,
      withSession: true,
    });
    if (session !== null) this.cookies.keepSession(reply, session);
    return presentRegistration(account, registrant, session?.accessToken ?? '');
  }

  /** CB-1.2 User Login: 200 `{ user, token }`; refusals by C16. */
  @Post('login')
  @HttpCode(200)
  async logIn(@Body() body: LogInDto, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const loggedIn = await this.users.logIn({
      client: clientOf(request),
      identifier: body.email,
      password: body.password,
      code: body.verificationCode ?? null,
    });
    this.cookies.keepSession(reply, loggedIn.session);
    return { user: presentLoggedIn(loggedIn), token: loggedIn.session.accessToken };
  }

  /** CB-1.3 Email Verification: 200 `{ success, message }`, again for a verified address (A-CB-09). */
  @Post('verify-email')
  @HttpCode(200)
  async verifyEmail(@Body() body: VerifyEmailDto, @Req() request: FastifyRequest) {
    await this.rpc.call(auth.verifyEmail, { email: body.email, code: body.code, client: clientOf(request) });
    return { ...success, message: 'Email verified successfully' };
  }

  /** CB-1.4 Resend Verification Code: 200 whatever the address, so that none can be probed. */
  @Post('resend-verification')
  @HttpCode(200)
  async resendVerification(@Body() body: ResendVerificationDto) {
    await this.rpc.call(auth.resendVerification, { email: body.email });
    return { ...success, message: 'Verification code sent' };
  }

  /** A-CB-04: 200 `{ csrfToken }` and its cookie, for requests that a cookie authenticates. */
  @Get('csrf')
  issueCsrf(@Res({ passthrough: true }) reply: FastifyReply) {
    return { csrfToken: this.cookies.issueCsrf(reply) };
  }

  /** A-CB-03: 200 `{ token }` for the refresh token in body or cookie; the next one is in the new cookie. */
  @Post('refresh')
  @HttpCode(200)
  async refresh(
    @Body() body: RefreshDto,
    @Headers('x-csrf-token') csrfHeader: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const given = refreshTokenOf({ body: body.refreshToken ?? null, cookies: request.headers.cookie, csrfHeader });
    const session = await this.rpc.call(auth.refreshSession, { refreshToken: refreshTokenFrom(given), client: clientOf(request) });
    this.cookies.keepSession(reply, session);
    return { token: session.accessToken };
  }
}
