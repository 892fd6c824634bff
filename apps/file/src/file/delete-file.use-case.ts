import { Injectable } from '@nestjs/common';
import { AppError, type file } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { FileRepository } from './file.repository.js';
import { RemoveFiles } from './remove-files.use-case.js';

/** CB-5.2: the uploader alone deletes, used or not. */
@Injectable()
export class DeleteFile {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: FileRepository,
    private readonly removal: RemoveFiles,
  ) {}

  /** @throws {AppError} FILE_NOT_FOUND, FILE_DELETE_DENIED */
  async execute({ origin, fileId }: file.DeleteFileInput): Promise<null> {
    await this.transactions.run(async (tx) => {
      const [row] = await this.files.lockMany(tx, [fileId]);
      if (row?.state !== 'finished') throw new AppError('FILE_NOT_FOUND');
      if (row.ownerId !== origin.userId) throw new AppError('FILE_DELETE_DENIED');
      await this.removal.execute(tx, [fileId], 'owner', origin);
    });
    this.removal.wake();
    return null;
  }
}
