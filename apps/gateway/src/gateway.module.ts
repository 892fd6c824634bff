import { Module, type DynamicModule } from '@nestjs/common';
import { RuntimeModule } from '@parley/runtime';
import { TransportModule } from '@parley/transport';
import { EdgeModule } from './edge/edge.module.js';
import { GatewayConfig } from './gateway.config.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { SessionModule } from './session/session.module.js';
import { TransfersModule } from './transfers/transfers.module.js';
import { ViewsModule } from './views/views.module.js';

@Module({})
class ConfigModule {
  static register(config: GatewayConfig): DynamicModule {
    return { module: ConfigModule, global: true, providers: [{ provide: GatewayConfig, useValue: config }], exports: [GatewayConfig] };
  }
}

@Module({})
export class GatewayModule {
  static register(config: GatewayConfig): DynamicModule {
    const transport = { natsUrl: config.NATS_URL, prefix: config.NATS_PREFIX, service: 'gateway', instance: config.INSTANCE ?? 'gateway' };
    return {
      module: GatewayModule,
      imports: [
        ConfigModule.register(config),
        RuntimeModule.register(),
        TransportModule.register(transport),
        EdgeModule,
        SessionModule,
        ViewsModule,
        TransfersModule,
        RealtimeModule,
      ],
    };
  }
}
