import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { RegistrationModule } from '../registration/registration.module.js';
import { SecondFactorModule } from '../second-factor/second-factor.module.js';
import { SessionModule } from '../session/session.module.js';
import { AdoptAccount } from './adopt-account.use-case.js';
import { FinishOAuth } from './finish-oauth.use-case.js';
import { FoundAccount } from './found-account.use-case.js';
import { Identify } from './identify.use-case.js';
import { LinkIdentity } from './link-identity.use-case.js';
import { OauthRepository } from './oauth.repository.js';
import { OauthRpc } from './oauth.rpc.js';
import { OpenIdProvider } from './openid-provider.client.js';
import { OpenOAuthSession } from './open-oauth-session.use-case.js';
import { SignIn } from './sign-in.use-case.js';
import { StartOAuth } from './start-oauth.use-case.js';

const useCases = [StartOAuth, Identify, AdoptAccount, FoundAccount, LinkIdentity, OpenOAuthSession, SignIn, FinishOAuth];

@Module({
  imports: [AccountModule, SecondFactorModule, SessionModule, RegistrationModule],
  controllers: [OauthRpc],
  providers: [OauthRepository, OpenIdProvider, ...useCases],
})
export class OauthModule {}
