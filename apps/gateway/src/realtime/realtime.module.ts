import { Global, Module } from '@nestjs/common';
import { DialectsModule } from '../dialects/dialects.module.js';
import { Admission } from './admission.js';
import { ConnectionHome } from './connection-home.js';
import { ConnectionQuota } from './connection-quota.js';
import { Connections } from './connections.js';
import { DeliveryNotes } from './delivery-notes.js';
import { Drain } from './drain.js';
import { EmissionFeed } from './emission-feed.js';
import { FanoutSignals } from './fanout.signals.js';
import { Followers } from './followers.js';
import { HeadBeacon } from './head-beacon.js';
import { MembershipAudit } from './membership-audit.js';
import { NativeSocketGateway } from './native-socket.gateway.js';
import { Origins } from './origins.js';
import { RoomSpace } from './room-space.js';
import { SocketGauge } from './socket-gauge.js';
import { SocketIoGateway } from './socket-io.gateway.js';

@Global()
@Module({
  imports: [DialectsModule],
  controllers: [FanoutSignals],
  providers: [
    Admission,
    ConnectionHome,
    ConnectionQuota,
    Connections,
    DeliveryNotes,
    Drain,
    Followers,
    HeadBeacon,
    MembershipAudit,
    NativeSocketGateway,
    Origins,
    EmissionFeed,
    RoomSpace,
    SocketGauge,
    SocketIoGateway,
  ],
  exports: [Admission, ConnectionQuota, Connections, DeliveryNotes, Followers, NativeSocketGateway, Origins, RoomSpace],
})
export class RealtimeModule {}
