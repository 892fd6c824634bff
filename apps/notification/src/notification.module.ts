import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { PersistenceModule } from '@parley/persistence';
import { RuntimeModule, type ServiceDefinition } from '@parley/runtime';
import { NatsTransport, TransportModule } from '@parley/transport';
import { BellModule } from './bell/bell.module.js';
import { databaseOptions } from './data-source.js';
import { DeliveryModule } from './delivery/delivery.module.js';
import { DigestModule } from './digest/digest.module.js';
import { ErasureModule } from './erasure/erasure.module.js';
import { NotificationConfig } from './notification.config.js';
import { RecipientModule } from './recipient/recipient.module.js';

const service = 'notification';

@Module({})
class NotificationModule {
  static register(config: NotificationConfig): DynamicModule {
    return {
      module: NotificationModule,
      global: true,
      imports: [
        RuntimeModule.register(),
        TransportModule.register({ natsUrl: config.NATS_URL, prefix: config.NATS_PREFIX, service, instance: config.INSTANCE ?? service }),
        PersistenceModule.register(databaseOptions(config)),
        ScheduleModule.forRoot(),
        DeliveryModule,
        ErasureModule,
        RecipientModule,
        BellModule,
        DigestModule,
      ],
      providers: [{ provide: NotificationConfig, useValue: config }],
      exports: [NotificationConfig],
    };
  }
}

/** The notification service, ready to run or to be started by a test. */
export const notificationService = (config: NotificationConfig): ServiceDefinition => ({
  service,
  config,
  strategy: NatsTransport,
  module: NotificationModule.register(config),
});
