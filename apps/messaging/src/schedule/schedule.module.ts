import { Module } from '@nestjs/common';
import { ConversationModule } from '../conversation/conversation.module.js';
import { MessageStoreModule } from '../message/message-store.module.js';
import { MessageModule } from '../message/message.module.js';
import { CancelScheduled } from './cancel-scheduled.use-case.js';
import { EditScheduled } from './edit-scheduled.use-case.js';
import { KeepScheduled } from './keep-scheduled.use-case.js';
import { ListScheduled } from './list-scheduled.query.js';
import { RequireSendable } from './require-sendable.use-case.js';
import { ScheduleMessage } from './schedule-message.use-case.js';
import { ScheduleRepository } from './schedule.repository.js';
import { ScheduleRpc } from './schedule.rpc.js';
import { SendDue } from './send-due.use-case.js';

@Module({
  imports: [ConversationModule, MessageModule, MessageStoreModule],
  controllers: [ScheduleRpc],
  providers: [ScheduleRepository, RequireSendable, KeepScheduled, ScheduleMessage, EditScheduled, ListScheduled, CancelScheduled, SendDue],
})
export class MessageScheduleModule {}
