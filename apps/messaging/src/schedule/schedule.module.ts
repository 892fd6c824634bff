import { Module } from '@nestjs/common';
import { ConversationModule } from '../conversation/conversation.module.js';
import { MessageStoreModule } from '../message/message-store.module.js';
import { CancelScheduled } from './cancel-scheduled.use-case.js';
import { ListScheduled } from './list-scheduled.query.js';
import { ScheduleMessage } from './schedule-message.use-case.js';
import { ScheduleRepository } from './schedule.repository.js';
import { ScheduleRpc } from './schedule.rpc.js';
import { SendDue } from './send-due.use-case.js';

@Module({
  imports: [ConversationModule, MessageStoreModule],
  controllers: [ScheduleRpc],
  providers: [ScheduleRepository, ScheduleMessage, ListScheduled, CancelScheduled, SendDue],
})
export class MessageScheduleModule {}
