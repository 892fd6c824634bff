import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { MarkDelivered } from './mark-delivered.use-case.js';
import { MarkRead } from './mark-read.use-case.js';
import { NoteDeliveries } from './note-deliveries.use-case.js';
import { ReadMessages } from './read-messages.use-case.js';

@Controller()
export class ReceiptRpc {
  constructor(
    private readonly markRead: MarkRead,
    private readonly markDelivered: MarkDelivered,
    private readonly readMessages: ReadMessages,
    private readonly noteDeliveries: NoteDeliveries,
  ) {}

  @HandleRpc(messaging.markRead)
  upTo(input: messaging.ReadUpToInput): Promise<null> {
    return this.markRead.execute(input);
  }

  @HandleRpc(messaging.markDelivered)
  delivered(input: messaging.ReadUpToInput): Promise<null> {
    return this.markDelivered.execute(input);
  }

  @HandleRpc(messaging.noteDeliveries)
  live(input: messaging.NoteDeliveriesInput): Promise<null> {
    return this.noteDeliveries.execute(input);
  }

  @HandleRpc(messaging.readMessages)
  singly(input: messaging.ReadMessagesInput): Promise<null> {
    return this.readMessages.execute(input);
  }
}
