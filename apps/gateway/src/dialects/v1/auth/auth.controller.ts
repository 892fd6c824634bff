import { Body, HttpCode, Post } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { refreshTokenFrom } from '../../../session/refresh-token.codec.js';
import { LogInView } from '../../../views/log-in.view.js';
import { V1PublicController } from '../v1.controller.decorator.js';
import { LogInDto, RefreshDto, RegisterDto } from './auth.dto.js';
import { presentLogIn, presentRefreshed, presentRegistration } from './auth.presenter.js';
import { Client } from './client.decorator.js';

@V1PublicController('auth')
export class AuthController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly logIns: LogInView,
  ) {}

  /** V1-1.1 Register User: 201, no tokens (C19); 409 when the e-mail or the username is taken. */
  @Post('register')
  async register(@Client() client: auth.ClientInput, @Body() body: RegisterDto) {
    const registration = await this.rpc.call(auth.register, {
      client,
      email: body.email,
      username: body.username,
      password: body.password,
      displayName: body.full_name,
      phone: body.phone ?? null,
      publicKey: null,
      withSession: false,
    });
    return presentRegistration(registration);
  }

  /** V1-1.2 Login: 200; 401 wrong, 403 suspended, 429 too often (C16). */
  @Post('login')
  @HttpCode(200)
  async logIn(@Client() client: auth.ClientInput, @Body() body: LogInDto) {
    const logIn = await this.logIns.logIn({
      client: { ...client, deviceId: body.device_id ?? null },
      identifier: body.email,
      password: body.password,
      code: null,
    });
    return presentLogIn(logIn);
  }

  /** V1-1.3 Refresh Token: 200, a new access token of the same session. */
  @Post('refresh')
  @HttpCode(200)
  async refresh(@Client() client: auth.ClientInput, @Body() body: RefreshDto) {
    return presentRefreshed(await this.rpc.call(auth.refreshSession, { client, refreshToken: refreshTokenFrom(body.refresh_token) }));
  }
}
