import { Injectable } from '@nestjs/common';
import type { file } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { RemoveFiles } from '../file/remove-files.use-case.js';
import { UploadRepository } from './upload.repository.js';

/** Drops what was uploaded for nothing. */
@Injectable()
export class DiscardUploads {
  constructor(
    private readonly transactions: Transactions,
    private readonly uploads: UploadRepository,
    private readonly removal: RemoveFiles,
  ) {}

  async execute({ origin, fileIds }: file.DiscardUploadsInput): Promise<null> {
    await this.transactions.run(async (tx) => {
      const own = await this.uploads.lockOwn(tx, origin.userId, fileIds);
      const unfinished = own.flatMap(({ id, state }) => (state === 'finished' ? [] : [id]));
      await this.removal.execute(tx, unfinished, 'owner', origin);
    });
    this.removal.wake();
    return null;
  }
}
