import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { ListRoomKeys } from './list-room-keys.query.js';
import { StoreRoomKeys } from './store-room-keys.use-case.js';

@Controller()
export class RoomKeyRpc {
  constructor(
    private readonly storeRoomKeys: StoreRoomKeys,
    private readonly listRoomKeys: ListRoomKeys,
  ) {}

  @HandleRpc(messaging.storeRoomKeys)
  store(input: messaging.StoreRoomKeysInput): Promise<null> {
    return this.storeRoomKeys.execute(input);
  }

  @HandleRpc(messaging.listRoomKeys)
  list(input: messaging.ListRoomKeysInput): Promise<messaging.RoomKeys> {
    return this.listRoomKeys.execute(input);
  }
}
