import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { PersistenceModule } from '@parley/persistence';
import { RuntimeModule, type ServiceDefinition } from '@parley/runtime';
import { NatsTransport, TransportModule } from '@parley/transport';
import { databaseOptions } from './data-source.js';
import { FileConfig } from './file.config.js';
import { OwnerModule } from './owner/owner.module.js';
import { TransferAddress } from './transfer/transfer-address.js';
import { TransferModule } from './transfer/transfer.module.js';
import { UploadModule } from './upload/upload.module.js';

const service = 'file';

@Module({})
class FileModule {
  static register(config: FileConfig): DynamicModule {
    return {
      module: FileModule,
      global: true,
      imports: [
        RuntimeModule.register(),
        TransportModule.register({ natsUrl: config.NATS_URL, prefix: config.NATS_PREFIX, service, instance: config.INSTANCE ?? service }),
        PersistenceModule.register(databaseOptions(config)),
        ScheduleModule.forRoot(),
        UploadModule,
        OwnerModule,
        TransferModule,
      ],
      providers: [{ provide: FileConfig, useValue: config }, TransferAddress],
      exports: [FileConfig, TransferAddress],
    };
  }
}

/** The file service (uploads, attachments and avatars), ready to run or to be started by a test. */
export const fileService = (config: FileConfig): ServiceDefinition => ({
  service,
  config,
  strategy: NatsTransport,
  module: FileModule.register(config),
});
