import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { ConfirmByCode } from './confirm-by-code.use-case.js';
import { MailCode } from './mail-code.use-case.js';
import { ResendVerification } from './resend-verification.use-case.js';
import { UseCode } from './use-code.use-case.js';
import { VerificationCodeRepository } from './verification-code.repository.js';
import { VerificationRpc } from './verification.rpc.js';
import { VerifyEmail } from './verify-email.use-case.js';

@Module({
  imports: [AccountModule],
  controllers: [VerificationRpc],
  providers: [VerificationCodeRepository, MailCode, UseCode, ConfirmByCode, VerifyEmail, ResendVerification],
  exports: [MailCode, UseCode, VerificationCodeRepository],
})
export class VerificationModule {}
