import { Module } from '@nestjs/common';
import { AccountLetters } from './account-letters.adapter.js';
import { AccountRepository } from './account.repository.js';
import { AccountRpc } from './account.rpc.js';
import { AttemptRepository } from './attempt.repository.js';
import { ConfirmEmail } from './confirm-email.use-case.js';
import { GetAccount } from './get-account.query.js';
import { PromoteAdmins } from './promote-admins.use-case.js';
import { TidyAttempts } from './tidy-attempts.use-case.js';

@Module({
  controllers: [AccountRpc],
  providers: [AccountRepository, AccountLetters, AttemptRepository, ConfirmEmail, PromoteAdmins, GetAccount, TidyAttempts],
  exports: [AccountRepository, AccountLetters, AttemptRepository, ConfirmEmail],
})
export class AccountModule {}
