import { Module } from '@nestjs/common';
import { RoomModule } from '../room/room.module.js';
import { UserMirrorModule } from '../user-mirror/user-mirror.module.js';
import { EraseHistory } from './erase-history.use-case.js';
import { FarewellEvents } from './farewell.events.js';
import { HistoryRepository } from './history.repository.js';
import { KeptRepository } from './kept.repository.js';
import { RemoveDeletedUser } from './remove-deleted-user.use-case.js';

@Module({
  imports: [UserMirrorModule, RoomModule],
  controllers: [FarewellEvents],
  providers: [KeptRepository, HistoryRepository, RemoveDeletedUser, EraseHistory],
})
export class FarewellModule {}
