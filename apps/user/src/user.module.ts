import { Module } from '@nestjs/common';
import { PersistenceModule } from '@parley/persistence';
import { RuntimeModule, type ServiceDefinition } from '@parley/runtime';
import { NatsTransport, TransportModule } from '@parley/transport';
import { ContactModule } from './contact/contact.module.js';
import { databaseOptions } from './data-source.js';
import { DirectoryModule } from './directory/directory.module.js';
import { PresenceModule } from './presence/presence.module.js';
import { ProfileModule } from './profile/profile.module.js';
import { StandingModule } from './standing/standing.module.js';
import { StreakModule } from './streak/streak.module.js';
import type { UserConfig } from './user.config.js';

const service = 'user';

@Module({})
class UserModule {}

/** The user service, ready to run or to be started by a test. */
export const userService = (config: UserConfig): ServiceDefinition => ({
  service,
  config,
  strategy: NatsTransport,
  module: {
    module: UserModule,
    imports: [
      RuntimeModule.register(),
      TransportModule.register({ natsUrl: config.NATS_URL, prefix: config.NATS_PREFIX, service, instance: config.INSTANCE ?? service }),
      PersistenceModule.register(databaseOptions(config)),
      ProfileModule.register(config),
      ContactModule,
      StreakModule,
      DirectoryModule,
      PresenceModule,
      StandingModule,
    ],
  },
});
