import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { SyncChanges } from './sync-changes.query.js';

@Controller()
export class SyncRpc {
  constructor(private readonly syncChanges: SyncChanges) {}

  @HandleRpc(messaging.syncChanges)
  changes(input: messaging.SyncChangesInput): Promise<messaging.Sync> {
    return this.syncChanges.execute(input);
  }
}
