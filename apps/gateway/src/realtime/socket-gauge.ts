import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Connections } from './connections.js';

/** Shows Prometheus the open sockets of this replica. */
@Injectable()
export class SocketGauge implements OnModuleInit {
  constructor(private readonly connections: Connections) {}

  onModuleInit(): void {
    const { connections } = this;
    new Gauge({
      name: 'parley_gateway_open_sockets',
      help: 'Open sockets of every dialect, native and Socket.IO',
      collect() {
        this.set(connections.count);
      },
    });
  }
}
