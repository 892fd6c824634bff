import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { PersistenceModule } from '@parley/persistence';
import { RuntimeModule, type ServiceDefinition } from '@parley/runtime';
import { NatsTransport, TransportModule } from '@parley/transport';
import { AccountModule } from './account/account.module.js';
import { ApiKeyModule } from './api-key/api-key.module.js';
import { AuthConfig } from './auth.config.js';
import { databaseOptions } from './data-source.js';
import { KeysModule } from './keys/keys.module.js';
import { OauthModule } from './oauth/oauth.module.js';
import { PasswordModule } from './password/password.module.js';
import { PeopleModule } from './people/people.module.js';
import { RegistrationModule } from './registration/registration.module.js';
import { SecondFactorModule } from './second-factor/second-factor.module.js';
import { SessionModule } from './session/session.module.js';
import { VerificationModule } from './verification/verification.module.js';

const service = 'auth';

@Module({})
class AuthModule {}

@Module({})
class ConfigModule {}

/** The auth service, ready to run or to be started by a test. Its features are listed in the order of their dependence. */
export const authService = (config: AuthConfig): ServiceDefinition => ({
  service,
  config,
  strategy: NatsTransport,
  module: {
    module: AuthModule,
    imports: [
      { module: ConfigModule, global: true, providers: [{ provide: AuthConfig, useValue: config }], exports: [AuthConfig] },
      RuntimeModule.register(),
      ScheduleModule.forRoot(),
      TransportModule.register({ natsUrl: config.NATS_URL, prefix: config.NATS_PREFIX, service, instance: config.INSTANCE ?? service }),
      PersistenceModule.register(databaseOptions(config)),
      KeysModule,
      AccountModule,
      VerificationModule,
      SecondFactorModule,
      SessionModule,
      RegistrationModule,
      PasswordModule,
      OauthModule,
      PeopleModule,
      ApiKeyModule,
    ],
  },
});
