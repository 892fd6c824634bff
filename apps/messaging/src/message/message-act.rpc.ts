import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { AuditMessage } from './audit-message.query.js';
import { DeleteMessage } from './delete-message.use-case.js';
import { EditMessage } from './edit-message.use-case.js';
import { GetThread } from './get-thread.query.js';

@Controller()
export class MessageActRpc {
  constructor(
    private readonly editMessage: EditMessage,
    private readonly deleteMessage: DeleteMessage,
    private readonly getThread: GetThread,
    private readonly auditMessage: AuditMessage,
  ) {}

  @HandleRpc(messaging.editMessage)
  edit(input: messaging.EditMessageInput): Promise<messaging.Message> {
    return this.editMessage.execute(input);
  }

  @HandleRpc(messaging.deleteMessage)
  delete(input: messaging.DeleteMessageInput): Promise<messaging.Deletion> {
    return this.deleteMessage.execute(input);
  }

  @HandleRpc(messaging.getThread)
  thread(input: messaging.GetThreadInput): Promise<messaging.Thread> {
    return this.getThread.execute(input);
  }

  @HandleRpc(messaging.auditMessage)
  audit(input: messaging.AuditMessageInput): Promise<messaging.AuditedMessage> {
    return this.auditMessage.execute(input);
  }
}
