import { Get, HttpCode, Post, Res } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyReply } from 'fastify';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { AllowsPendingFactor } from '../../../session/pending-factor.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { OwnProfileView } from '../../../views/own-profile.view.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { AuthCookies } from './auth-cookies.adapter.js';
import { presentMe } from './auth.presenter.js';

/** The routes of section 1 that act on the caller's own session. */
@ConnectBestController('auth')
export class OwnSessionController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly profiles: OwnProfileView,
    private readonly cookies: AuthCookies,
  ) {}

  /** CB-1.5 Get Current User: 200 `{ user }`. */
  @Get('me')
  async me(@CurrentViewer() viewer: Viewer) {
    return { user: presentMe(await this.profiles.get(viewer.userId)) };
  }

  /** CB-1.6 Logout: 200 `{ success }`; ends every ConnectBest session of the user (C21). */
  @Post('logout')
  @HttpCode(200)
  @AllowsPendingFactor()
  async logOut(@CurrentViewer() viewer: Viewer, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.rpc.call(auth.logOut, { userId: viewer.userId, sessionId: viewer.sessionId });
    this.cookies.forgetSession(reply);
    return success;
  }
}
