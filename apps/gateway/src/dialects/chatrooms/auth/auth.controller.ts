import { Body, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyRequest } from 'fastify';
import { clientFrom } from '../../../session/client.codec.js';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { AllowsPendingFactor } from '../../../session/pending-factor.decorator.js';
import { refreshTokenFrom } from '../../../session/refresh-token.codec.js';
import { SessionGuard } from '../../../session/session.guard.js';
import type { Viewer } from '../../../session/viewer.js';
import { LogInView } from '../../../views/log-in.view.js';
import { RegistrationView } from '../../../views/registration.view.js';
import { PublicChatroomsController } from '../chatrooms.controller.decorator.js';
import { succeed } from '../chatrooms.envelope.js';
import { LogInDto, RefreshDto, RegisterDto, VerifyEmailDto } from './auth.dto.js';
import { presentLogIn, presentRefresh, presentRegistration } from './auth.presenter.js';
import { decodePublicKey } from './public-key.codec.js';

const clientOf = (request: FastifyRequest): auth.ClientInput => clientFrom('chatrooms', request);

@PublicChatroomsController('auth')
export class AuthController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly registrations: RegistrationView,
    private readonly logIns: LogInView,
  ) {}

  /** RC-auth.register: 201, tokens at once; is_verified starts false (C17, C19). */
  @Post('register')
  async register(@Body() body: RegisterDto, @Req() request: FastifyRequest) {
    const registered = await this.registrations.register({
      client: clientOf(request),
      email: body.email,
      username: body.username,
      password: body.password,
      displayName: body.display_name,
      phone: null,
      publicKey: decodePublicKey(body.public_key),
      withSession: true,
    });
    return succeed(presentRegistration(registered), 'User registered successfully');
  }

  /** C17: 200, again for a verified address; the code is the one every registration mails (an extension). */
  @Post('verify-email')
  @HttpCode(200)
  async verifyEmail(@Body() { email, code }: VerifyEmailDto, @Req() request: FastifyRequest) {
    await this.rpc.call(auth.verifyEmail, { email, code, client: clientOf(request) });
    return succeed({}, 'Email verified successfully');
  }

  /** RC-auth.login: 200. */
  @Post('login')
  @HttpCode(200)
  async logIn(@Body() body: LogInDto, @Req() request: FastifyRequest) {
    const loggedIn = await this.logIns.logIn({
      client: clientOf(request),
      identifier: body.username,
      password: body.password,
      code: body.code ?? null,
    });
    return succeed(presentLogIn(loggedIn), 'Logged in successfully');
  }

  /** RC-auth.refresh: 200, no new refresh token (A-RC-28). */
  @Post('refresh')
  @HttpCode(200)
  async refresh(@Body() body: RefreshDto, @Req() request: FastifyRequest) {
    const session = await this.rpc.call(auth.refreshSession, { refreshToken: refreshTokenFrom(body.refresh_token), client: clientOf(request) });
    return succeed(presentRefresh(session), 'Token refreshed successfully');
  }

  /** RC-auth.logout: 200 without data; ends the token's session (A-RC-29, C21). */
  @Post('logout')
  @HttpCode(200)
  @AllowsPendingFactor()
  @UseGuards(SessionGuard)
  async logOut(@CurrentViewer() viewer: Viewer) {
    await this.rpc.call(auth.logOut, { userId: viewer.userId, sessionId: viewer.sessionId, dialect: 'chatrooms' });
    return { success: true, message: 'Logged out successfully' };
  }
}
