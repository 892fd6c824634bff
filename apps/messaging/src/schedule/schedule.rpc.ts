import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { CancelScheduled } from './cancel-scheduled.use-case.js';
import { EditScheduled } from './edit-scheduled.use-case.js';
import { ListScheduled } from './list-scheduled.query.js';
import { ScheduleMessage } from './schedule-message.use-case.js';

@Controller()
export class ScheduleRpc {
  constructor(
    private readonly scheduleMessage: ScheduleMessage,
    private readonly editScheduled: EditScheduled,
    private readonly listScheduled: ListScheduled,
    private readonly cancelScheduled: CancelScheduled,
  ) {}

  @HandleRpc(messaging.scheduleMessage)
  add(input: messaging.ScheduleMessageInput): Promise<messaging.ScheduledMessage> {
    return this.scheduleMessage.execute(input);
  }

  @HandleRpc(messaging.editScheduled)
  edit(input: messaging.EditScheduledInput): Promise<messaging.ScheduledMessage> {
    return this.editScheduled.execute(input);
  }

  @HandleRpc(messaging.listScheduled)
  list(input: messaging.ListScheduledInput): Promise<readonly messaging.ScheduledMessage[]> {
    return this.listScheduled.execute(input);
  }

  @HandleRpc(messaging.cancelScheduled)
  cancel(input: messaging.CancelScheduledInput): Promise<null> {
    return this.cancelScheduled.execute(input);
  }
}
