import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { SessionModule } from '../session/session.module.js';
import { PasswordResetRepository } from './password-reset.repository.js';
import { PasswordRpc } from './password.rpc.js';
import { RequestPasswordReset } from './request-password-reset.use-case.js';
import { ResetPassword } from './reset-password.use-case.js';
import { TryPasswordReset } from './try-password-reset.use-case.js';

@Module({
  imports: [AccountModule, SessionModule],
  controllers: [PasswordRpc],
  providers: [PasswordResetRepository, RequestPasswordReset, ResetPassword, TryPasswordReset],
})
export class PasswordModule {}
