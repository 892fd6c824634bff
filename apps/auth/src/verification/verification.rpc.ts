import { Controller } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { ResendVerification } from './resend-verification.use-case.js';
import { VerifyEmail } from './verify-email.use-case.js';

@Controller()
export class VerificationRpc {
  constructor(
    private readonly verifyEmail: VerifyEmail,
    private readonly resendVerification: ResendVerification,
  ) {}

  @HandleRpc(auth.verifyEmail)
  verify(input: auth.VerifyEmailInput): Promise<auth.Account> {
    return this.verifyEmail.execute(input);
  }

  @HandleRpc(auth.resendVerification)
  resend(input: auth.ResendVerificationInput): Promise<null> {
    return this.resendVerification.execute(input);
  }
}
