import { Module } from '@nestjs/common';
import { PersistenceModule } from '@parley/persistence';
import { RuntimeModule, type ServiceDefinition } from '@parley/runtime';
import { NatsTransport, TransportModule } from '@parley/transport';
import type { FileConfig } from './file.config.js';
import { databaseOptions } from './data-source.js';

const service = 'file';

@Module({})
class FileModule {}

/** The file service (uploads, avatars, clips and voice messages), ready to run or to be started by a test. */
export const fileService = (config: FileConfig): ServiceDefinition => ({
  service,
  config,
  strategy: NatsTransport,
  module: {
    module: FileModule,
    imports: [
      RuntimeModule.register(),
      TransportModule.register({ natsUrl: config.NATS_URL, prefix: config.NATS_PREFIX, service, instance: config.INSTANCE ?? service }),
      PersistenceModule.register(databaseOptions(config)),
    ],
  },
});
