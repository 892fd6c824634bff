import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { CheckStore } from './check-store.query.js';
import { CountMessages } from './count-messages.query.js';

@Controller()
export class StoreRpc {
  constructor(
    private readonly checkStore: CheckStore,
    private readonly countMessages: CountMessages,
  ) {}

  @HandleRpc(messaging.checkStore)
  check(_input: messaging.CheckStoreInput): Promise<null> {
    return this.checkStore.execute();
  }

  @HandleRpc(messaging.countMessages)
  count(_input: messaging.CountMessagesInput): Promise<{ readonly total: number; readonly lastMinute: number }> {
    return this.countMessages.execute();
  }
}
