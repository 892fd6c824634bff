import { Injectable } from '@nestjs/common';
import { file, type FileId, type Origin, type PayloadOf } from '@parley/contracts';
import { Outbox, type Tx } from '@parley/persistence';
import { RemoveDoomed } from '../storage/remove-doomed.use-case.js';
import { FileRepository } from './file.repository.js';

type Reason = PayloadOf<typeof file.fileDeleted>['reason'];

/** Ends files: rows, links and, after the commit, bytes. Uploads that were never finished are not spoken of. */
@Injectable()
export class RemoveFiles {
  constructor(
    private readonly files: FileRepository,
    private readonly outbox: Outbox,
    private readonly doomed: RemoveDoomed,
  ) {}

  async execute(tx: Tx, ids: readonly FileId[], reason: Reason, origin: Origin | null): Promise<void> {
    for (const { id, ownerId, conversationId, purpose, state } of await this.files.delete(tx, ids)) {
      if (state === 'finished') await this.outbox.add(tx, file.fileDeleted, { fileId: id, ownerId, conversationId, purpose, reason }, origin);
    }
  }

  /** To be called once the transaction has committed; does not wait for the store. */
  wake(): void {
    void this.doomed.execute();
  }
}
