import { Module } from '@nestjs/common';
import { ConversationModule } from '../conversation/conversation.module.js';
import { ChangeLogModule } from '../sync/change-log.module.js';
import { UserMirrorModule } from '../user-mirror/user-mirror.module.js';
import { FindCursors } from './find-cursors.query.js';
import { LiveDeliveryRepository } from './live-delivery.repository.js';
import { MarkDelivered } from './mark-delivered.use-case.js';
import { MarkRead } from './mark-read.use-case.js';
import { NoteDeliveries } from './note-deliveries.use-case.js';
import { ReadMessages } from './read-messages.use-case.js';
import { ReceiptRepository } from './receipt.repository.js';
import { ReceiptRpc } from './receipt.rpc.js';
import { TellRead } from './tell-read.use-case.js';

@Module({
  imports: [ConversationModule, ChangeLogModule, UserMirrorModule],
  controllers: [ReceiptRpc],
  providers: [FindCursors, MarkRead, MarkDelivered, NoteDeliveries, ReadMessages, TellRead, ReceiptRepository, LiveDeliveryRepository],
})
export class ReceiptModule {}
