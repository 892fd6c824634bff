import { Module } from '@nestjs/common';
import { AccountRepository } from './account.repository.js';
import { AccountRpc } from './account.rpc.js';
import { AttemptRepository } from './attempt.repository.js';
import { ConfirmEmail } from './confirm-email.use-case.js';
import { GetAccount } from './get-account.query.js';
import { PromoteAdmins } from './promote-admins.use-case.js';

@Module({
  controllers: [AccountRpc],
  providers: [AccountRepository, AttemptRepository, ConfirmEmail, PromoteAdmins, GetAccount],
  exports: [AccountRepository, AttemptRepository, ConfirmEmail],
})
export class AccountModule {}
