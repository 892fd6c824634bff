import { Body, Headers, HttpCode, Post, Req } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyRequest } from 'fastify';
import { bearerToken } from '../../../session/bearer-token.codec.js';
import { clientFrom } from '../../../session/client.codec.js';
import { UmocController } from '../umoc.controller.decorator.js';
import { UmocSessions } from '../umoc.session.js';
import { LogInDto, LogOutDto, RegisterDto, toLogIn, toRegister } from './auth.dto.js';
import { presentSignIn } from './auth.presenter.js';
import { SignInView } from './sign-in.view.js';

const clientOf = (request: FastifyRequest): auth.ClientInput => clientFrom('umoc', request);

/** How a client gets its sessionID (A-UM-01). */
@UmocController('auth')
export class AuthController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly signIns: SignInView,
    private readonly sessions: UmocSessions,
  ) {}

  /** `POST /umoc/auth/register`: 201 `{sessionID, token, user_id, username, session_expires}`. */
  @Post('register')
  async register(@Req() request: FastifyRequest, @Body() body: RegisterDto) {
    return presentSignIn(await this.signIns.register(toRegister(body, clientOf(request))));
  }

  /** `POST /umoc/auth/login`: 200, the same. A fourth session ends the oldest (A-UM-04). */
  @Post('login')
  @HttpCode(200)
  async logIn(@Req() request: FastifyRequest, @Body() body: LogInDto) {
    return presentSignIn(await this.signIns.logIn(toLogIn(body, clientOf(request))));
  }

  /** `POST /umoc/auth/logout`: 200 `{success: true}`; the session's sockets are closed. */
  @Post('logout')
  @HttpCode(200)
  async logOut(@Body() { sessionID, token }: LogOutDto, @Headers('authorization') authorization?: string) {
    const { userId, sessionId } = await this.sessions.find(sessionID ?? null, token ?? bearerToken(authorization));
    await this.rpc.call(auth.logOut, { userId, sessionId, dialect: 'umoc' });
    return { success: true };
  }
}
