import { Module, type DynamicModule } from '@nestjs/common';
import { EventStream } from './event-stream.js';
import { NatsLink } from './nats-link.js';
import { NatsTransport } from './nats-transport.js';
import { TransportOptions } from './options.js';
import { RpcClient } from './rpc-client.js';
import { Signals } from './signals.js';

/** The bus, for every module of a process. */
@Module({})
export class TransportModule {
  static register(options: TransportOptions): DynamicModule {
    const parts = [NatsLink, RpcClient, Signals, EventStream, NatsTransport];
    return {
      module: TransportModule,
      global: true,
      providers: [{ provide: TransportOptions, useValue: options }, ...parts],
      exports: [TransportOptions, ...parts],
    };
  }
}
