import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { VerificationModule } from '../verification/verification.module.js';
import { DisableSmsFactor } from './disable-sms-factor.use-case.js';
import { DisableTotp } from './disable-totp.use-case.js';
import { EnableSmsFactor } from './enable-sms-factor.use-case.js';
import { EnableTotp } from './enable-totp.use-case.js';
import { SecondFactorRepository } from './second-factor.repository.js';
import { SecondFactorRpc } from './second-factor.rpc.js';
import { TextCode } from './text-code.use-case.js';
import { TryFactor } from './try-factor.use-case.js';
import { UseFactor } from './use-factor.use-case.js';

@Module({
  imports: [AccountModule, VerificationModule],
  controllers: [SecondFactorRpc],
  providers: [SecondFactorRepository, UseFactor, TryFactor, TextCode, EnableTotp, EnableSmsFactor, DisableTotp, DisableSmsFactor],
  exports: [SecondFactorRepository, TryFactor, TextCode],
})
export class SecondFactorModule {}
