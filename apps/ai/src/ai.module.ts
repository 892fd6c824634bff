import { Module } from '@nestjs/common';
import { PersistenceModule } from '@parley/persistence';
import { RuntimeModule, type ServiceDefinition } from '@parley/runtime';
import { NatsTransport, TransportModule } from '@parley/transport';
import type { AiConfig } from './ai.config.js';
import { databaseOptions } from './data-source.js';

const service = 'ai';

@Module({})
class AiModule {}

/** The ai service (prompts, summaries and quotas), ready to run or to be started by a test. */
export const aiService = (config: AiConfig): ServiceDefinition => ({
  service,
  config,
  strategy: NatsTransport,
  module: {
    module: AiModule,
    imports: [
      RuntimeModule.register(),
      TransportModule.register({ natsUrl: config.NATS_URL, prefix: config.NATS_PREFIX, service, instance: config.INSTANCE ?? service }),
      PersistenceModule.register(databaseOptions(config)),
    ],
  },
});
