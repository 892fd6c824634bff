import { Injectable } from '@nestjs/common';
import { FrameLimits } from '../edge/frame-limits.js';
import { Connections } from './connections.js';
import { DeliveryNotes } from './delivery-notes.js';
import { Followers } from './followers.js';
import { RoomSpace } from './room-space.js';

/** What a connection needs of its gateway. */
@Injectable()
export class ConnectionHome {
  constructor(
    readonly rooms: RoomSpace,
    readonly connections: Connections,
    readonly limits: FrameLimits,
    readonly followers: Followers,
    readonly deliveries: DeliveryNotes,
  ) {}
}
