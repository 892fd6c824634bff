import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { ListHeads } from './list-heads.query.js';
import { SyncChanges } from './sync-changes.query.js';

@Controller()
export class SyncRpc {
  constructor(
    private readonly syncChanges: SyncChanges,
    private readonly listHeads: ListHeads,
  ) {}

  @HandleRpc(messaging.syncChanges)
  changes(input: messaging.SyncChangesInput): Promise<messaging.Sync> {
    return this.syncChanges.execute(input);
  }

  @HandleRpc(messaging.listHeads)
  heads(input: messaging.ListHeadsInput): Promise<readonly messaging.UserHeads[]> {
    return this.listHeads.execute(input);
  }
}
