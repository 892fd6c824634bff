import { Module } from '@nestjs/common';
import { PersistenceModule } from '@parley/persistence';
import { RuntimeModule, type ServiceDefinition } from '@parley/runtime';
import { NatsTransport, TransportModule } from '@parley/transport';
import type { CallSignalingConfig } from './call-signaling.config.js';
import { databaseOptions } from './data-source.js';

const service = 'call-signaling';

@Module({})
class CallSignalingModule {}

/** The call-signaling service (calls, huddles and meetings), ready to run or to be started by a test. */
export const callSignalingService = (config: CallSignalingConfig): ServiceDefinition => ({
  service,
  config,
  strategy: NatsTransport,
  module: {
    module: CallSignalingModule,
    imports: [
      RuntimeModule.register(),
      TransportModule.register({ natsUrl: config.NATS_URL, prefix: config.NATS_PREFIX, service, instance: config.INSTANCE ?? service }),
      PersistenceModule.register(databaseOptions(config)),
    ],
  },
});
