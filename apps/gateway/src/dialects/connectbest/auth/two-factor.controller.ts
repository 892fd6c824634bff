import { Body, HttpCode, Post, Req } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyRequest } from 'fastify';
import { RefusesApiKeys } from '../../../session/api-keys.decorator.js';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { AllowsPendingFactor } from '../../../session/pending-factor.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { clientOf } from '../connectbest.session.js';
import { DisableTwoFactorDto, EnableTwoFactorDto, VerifyTwoFactorDto } from './two-factor.dto.js';

/** The second factor of this dialect: codes by SMS. */
@RefusesApiKeys()
@ConnectBestController('auth/2fa')
export class TwoFactorController {
  constructor(private readonly rpc: RpcClient) {}

  /** CB-1.10 Enable 2FA: 200, active at once; the code it texts is good for the next log-in (A-CB-07). */
  @Post('enable')
  @HttpCode(200)
  async enable(@CurrentViewer() { userId }: Viewer, @Body() { phone }: EnableTwoFactorDto) {
    await this.rpc.call(auth.enableSmsFactor, { userId, phone });
    return { ...success, message: '2FA enabled. Verification code sent to phone' };
  }

  /** A-CB-07: 200; forgets the number for the password (an extension). An app stays as it is: v1 disables it. */
  @Post('disable')
  @HttpCode(200)
  async disable(@CurrentViewer() { userId }: Viewer, @Body() { password }: DisableTwoFactorDto, @Req() request: FastifyRequest) {
    await this.rpc.call(auth.disableSmsFactor, { userId, password, client: clientOf(request) });
    return { ...success, message: '2FA disabled' };
  }

  /** C18: 200; lifts a session that waits for its second factor, as sign-in with Google leaves it (an extension). */
  @Post('verify')
  @HttpCode(200)
  @AllowsPendingFactor()
  async verify(@CurrentViewer() { userId, sessionId }: Viewer, @Body() { code }: VerifyTwoFactorDto, @Req() request: FastifyRequest) {
    await this.rpc.call(auth.verifySecondFactor, { userId, sessionId, code, client: clientOf(request) });
    return { ...success, message: '2FA verified' };
  }
}
