import { HttpCode, Post } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { AllowsPendingFactor } from '../../../session/pending-factor.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { confirmation } from '../v1.envelope.js';

@V1Controller('auth')
export class SessionController {
  constructor(private readonly rpc: RpcClient) {}

  /** V1-1.4 Logout: 200; ends this session alone, its sockets and its refresh token with it (C21). */
  @Post('logout')
  @HttpCode(200)
  @AllowsPendingFactor()
  async logOut(@CurrentViewer() { userId, sessionId }: Viewer) {
    await this.rpc.call(auth.logOut, { userId, sessionId, dialect: 'v1' });
    return confirmation('Logged out successfully');
  }
}
