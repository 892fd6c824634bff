import { Module } from '@nestjs/common';
import { DialectsModule } from '../dialects/dialects.module.js';
import { Connections } from './connections.js';
import { FanoutSignals } from './fanout.signals.js';
import { NativeSocketGateway } from './native-socket.gateway.js';
import { Origins } from './origins.js';
import { RoomSpace } from './room-space.js';
import { SocketIoGateway } from './socket-io.gateway.js';

@Module({
  imports: [DialectsModule],
  controllers: [FanoutSignals],
  providers: [Connections, NativeSocketGateway, Origins, RoomSpace, SocketIoGateway],
  exports: [Connections, NativeSocketGateway, Origins],
})
export class RealtimeModule {}
