import { Module } from '@nestjs/common';
import { ConversationModule } from '../conversation/conversation.module.js';
import { ChangeLogModule } from '../sync/change-log.module.js';
import { UserMirrorModule } from '../user-mirror/user-mirror.module.js';
import { DepartureRepository } from './departure.repository.js';
import { FarewellEvents } from './farewell.events.js';
import { RemoveDeletedUser } from './remove-deleted-user.use-case.js';

@Module({
  imports: [UserMirrorModule, ConversationModule, ChangeLogModule],
  controllers: [FarewellEvents],
  providers: [DepartureRepository, RemoveDeletedUser],
})
export class FarewellModule {}
