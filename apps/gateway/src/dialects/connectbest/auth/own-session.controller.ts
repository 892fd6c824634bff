import { Get, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RefusesApiKeys } from '../../../session/api-keys.decorator.js';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { AllowsPendingFactor } from '../../../session/pending-factor.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { AuthCookies } from './auth-cookies.adapter.js';
import { OwnUserView } from './own-user.view.js';
import { presentMe } from './auth.presenter.js';

/** The routes of section 1 that act on the caller's own session. */
@ConnectBestController('auth')
export class OwnSessionController {
  constructor(
    private readonly users: OwnUserView,
    private readonly cookies: AuthCookies,
  ) {}

  /** CB-1.5 Get Current User: 200 `{ user }`. */
  @Get('me')
  async me(@CurrentViewer() viewer: Viewer) {
    return { user: presentMe(await this.users.get(viewer.userId)) };
  }

  /** CB-1.6 Logout: 200 `{ success }`; ends every ConnectBest session of the user (C21). */
  @Post('logout')
  @HttpCode(200)
  @AllowsPendingFactor()
  @RefusesApiKeys()
  async logOut(@CurrentViewer() viewer: Viewer, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.users.logOut(viewer);
    this.cookies.forgetSession(reply);
    return success;
  }
}
