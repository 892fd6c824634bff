import { Module } from '@nestjs/common';
import { MessageModule } from '../message/message.module.js';
import { MessageStoreModule } from '../message/message-store.module.js';
import { ChangeLogModule } from '../sync/change-log.module.js';
import { ReactToMessage } from './react-to-message.use-case.js';
import { ReactionRepository } from './reaction.repository.js';
import { ReactionRpc } from './reaction.rpc.js';
import { RemoveReactions } from './remove-reactions.use-case.js';

@Module({
  imports: [MessageModule, MessageStoreModule, ChangeLogModule],
  controllers: [ReactionRpc],
  providers: [ReactToMessage, RemoveReactions, ReactionRepository],
})
export class ReactionModule {}
