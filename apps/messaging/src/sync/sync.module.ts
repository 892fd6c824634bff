import { Module } from '@nestjs/common';
import { ConversationModule } from '../conversation/conversation.module.js';
import { MessageStoreModule } from '../message/message-store.module.js';
import { ChangeLogModule } from './change-log.module.js';
import { CursorResolver } from './cursor.resolver.js';
import { ListHeads } from './list-heads.query.js';
import { ReadableChanges } from './readable-changes.query.js';
import { SyncChanges } from './sync-changes.query.js';
import { SyncRpc } from './sync.rpc.js';

@Module({
  imports: [ChangeLogModule, MessageStoreModule, ConversationModule],
  controllers: [SyncRpc],
  providers: [CursorResolver, ListHeads, ReadableChanges, SyncChanges],
})
export class SyncModule {}
