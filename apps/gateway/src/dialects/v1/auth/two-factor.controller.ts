import { Body, HttpCode, Post } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { AllowsPendingFactor } from '../../../session/pending-factor.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { confirmation } from '../v1.envelope.js';
import { Client } from './client.decorator.js';
import { qrCodeOf } from './qr-code.codec.js';
import { TwoFactorCodeDto } from './two-factor.dto.js';
import { presentEnrolment } from './two-factor.presenter.js';

@V1Controller('auth/2fa')
export class TwoFactorController {
  constructor(private readonly rpc: RpcClient) {}

  /** V1-1.5 Enable 2FA: 200; a new secret until one is verified, then 409 (A-V1-05). */
  @Post('enable')
  @HttpCode(200)
  async enable(@CurrentViewer() { userId }: Viewer) {
    const enrolment = await this.rpc.call(auth.enableTotp, { userId });
    return presentEnrolment(enrolment, await qrCodeOf(enrolment.otpauthUrl));
  }

  /** V1-1.6 Verify 2FA: 200; 401 for a wrong code. Activates the app, or lifts a session that waits for it (C18). */
  @Post('verify')
  @HttpCode(200)
  @AllowsPendingFactor()
  async verify(@CurrentViewer() { userId, sessionId }: Viewer, @Client() client: auth.ClientInput, @Body() { code }: TwoFactorCodeDto) {
    await this.rpc.call(auth.verifySecondFactor, { userId, sessionId, code, client });
    return confirmation('2FA verified successfully');
  }

  /** A-V1-05: 200; forgets the app for a code of it (an extension). */
  @Post('disable')
  @HttpCode(200)
  async disable(@CurrentViewer() { userId }: Viewer, @Client() client: auth.ClientInput, @Body() { code }: TwoFactorCodeDto) {
    await this.rpc.call(auth.disableTotp, { userId, code, client });
    return confirmation('2FA disabled successfully');
  }
}
