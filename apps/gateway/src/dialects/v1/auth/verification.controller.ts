import { Body, HttpCode, Post } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { V1PublicController } from '../v1.controller.decorator.js';
import { confirmation } from '../v1.envelope.js';
import { ResendVerificationDto, VerifyEmailDto } from './auth.dto.js';
import { Client } from './client.decorator.js';

/** A-V1-02: the code that every registration mails (extensions). Nothing in this dialect waits for it. */
@V1PublicController('auth')
export class VerificationController {
  constructor(private readonly rpc: RpcClient) {}

  /** 200, again for a verified address; 400 for a wrong code and an unknown address alike. */
  @Post('verify-email')
  @HttpCode(200)
  async verify(@Client() client: auth.ClientInput, @Body() { email, code }: VerifyEmailDto) {
    await this.rpc.call(auth.verifyEmail, { email, code, client });
    return confirmation('Email verified successfully');
  }

  /** 200 whatever the address, so that none can be probed; one mail a minute. */
  @Post('resend-verification')
  @HttpCode(200)
  async resend(@Body() { email }: ResendVerificationDto) {
    await this.rpc.call(auth.resendVerification, { email });
    return confirmation('Verification code sent');
  }
}
