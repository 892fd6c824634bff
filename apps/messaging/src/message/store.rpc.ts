import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { CheckStore } from './check-store.query.js';

@Controller()
export class StoreRpc {
  constructor(private readonly checkStore: CheckStore) {}

  @HandleRpc(messaging.checkStore)
  check(_input: messaging.CheckStoreInput): Promise<null> {
    return this.checkStore.execute();
  }
}
