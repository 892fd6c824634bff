import { Module } from '@nestjs/common';
import { ConversationModule } from '../conversation/conversation.module.js';
import { ListRoomKeys } from './list-room-keys.query.js';
import { RoomKeyRepository } from './room-key.repository.js';
import { RoomKeyRpc } from './room-key.rpc.js';
import { StoreRoomKeys } from './store-room-keys.use-case.js';

@Module({
  imports: [ConversationModule],
  controllers: [RoomKeyRpc],
  providers: [RoomKeyRepository, StoreRoomKeys, ListRoomKeys],
})
export class RoomKeyModule {}
