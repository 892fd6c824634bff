import { Module } from '@nestjs/common';
import { ConversationModule } from '../conversation/conversation.module.js';
import { CheckStore } from './check-store.query.js';
import { ForgetClientKeys } from './forget-client-keys.use-case.js';
import { ListMessages } from './list-messages.query.js';
import { MessageStoreModule } from './message-store.module.js';
import { MessageRpc } from './message.rpc.js';
import { SendMessages } from './send-messages.use-case.js';
import { StoreRpc } from './store.rpc.js';

@Module({
  imports: [MessageStoreModule, ConversationModule],
  controllers: [MessageRpc, StoreRpc],
  providers: [SendMessages, ListMessages, CheckStore, ForgetClientKeys],
})
export class MessageModule {}
