import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { SessionModule } from '../session/session.module.js';
import { VerificationModule } from '../verification/verification.module.js';
import { MakeAccount } from './make-account.use-case.js';
import { ProfileMaker } from './profile-maker.client.js';
import { Register } from './register.use-case.js';
import { RegistrationRpc } from './registration.rpc.js';
import { StoreRegistration } from './store-registration.use-case.js';

@Module({
  imports: [AccountModule, SessionModule, VerificationModule],
  controllers: [RegistrationRpc],
  providers: [MakeAccount, ProfileMaker, StoreRegistration, Register],
  exports: [MakeAccount, ProfileMaker],
})
export class RegistrationModule {}
