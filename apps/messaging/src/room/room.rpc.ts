import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { DeleteRoom } from './delete-room.use-case.js';
import { DiscoverRooms } from './discover-rooms.query.js';
import { UpdateRoom } from './update-room.use-case.js';

@Controller()
export class RoomRpc {
  constructor(
    private readonly updateRoom: UpdateRoom,
    private readonly deleteRoom: DeleteRoom,
    private readonly discoverRooms: DiscoverRooms,
  ) {}

  @HandleRpc(messaging.updateRoom)
  update(input: messaging.UpdateRoomInput): Promise<messaging.Conversation> {
    return this.updateRoom.execute(input);
  }

  @HandleRpc(messaging.deleteRoom)
  delete(input: messaging.DeleteRoomInput): Promise<null> {
    return this.deleteRoom.execute(input);
  }

  @HandleRpc(messaging.discoverRooms)
  discover(input: messaging.DiscoverRoomsInput): Promise<messaging.DiscoveredRooms> {
    return this.discoverRooms.execute(input);
  }
}
