import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { CheckEvents } from './check-events.query.js';
import { CheckStore } from './check-store.query.js';
import { CountMessages } from './count-messages.query.js';

@Controller()
export class StoreRpc {
  constructor(
    private readonly checkStore: CheckStore,
    private readonly checkEvents: CheckEvents,
    private readonly countMessages: CountMessages,
  ) {}

  @HandleRpc(messaging.checkStore)
  check(_input: messaging.CheckStoreInput): Promise<null> {
    return this.checkStore.execute();
  }

  @HandleRpc(messaging.checkEvents)
  events(_input: messaging.CheckEventsInput): Promise<null> {
    return this.checkEvents.execute();
  }

  @HandleRpc(messaging.countMessages)
  count(_input: messaging.CountMessagesInput): Promise<{ readonly total: number; readonly lastMinute: number }> {
    return this.countMessages.execute();
  }
}
