import { Body, HttpCode, Post, Req } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyRequest } from 'fastify';
import { OpenConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { clientOf } from '../connectbest.session.js';
import { ForgotPasswordDto, ResetPasswordDto } from './password.dto.js';

/** A forgotten password. */
@OpenConnectBestController('auth')
export class PasswordController {
  constructor(private readonly rpc: RpcClient) {}

  /** CB-1.7 Password Reset Request: 200 whatever the address, so that none can be probed (A-CB-10). */
  @Post('forgot-password')
  @HttpCode(200)
  async forgot(@Body() { email }: ForgotPasswordDto, @Req() request: FastifyRequest) {
    await this.rpc.call(auth.requestPasswordReset, { email, client: clientOf(request) });
    return { ...success, message: 'Password reset link sent to email' };
  }

  /** CB-1.8 Password Reset: 200; ends the user's sessions of all dialects; 400 for a token that is unknown, used or an hour old. */
  @Post('reset-password')
  @HttpCode(200)
  async reset(@Body() { token, newPassword }: ResetPasswordDto, @Req() request: FastifyRequest) {
    await this.rpc.call(auth.resetPassword, { token, newPassword, client: clientOf(request) });
    return { ...success, message: 'Password updated successfully' };
  }
}
