import { Injectable } from '@nestjs/common';
import { AppError, file, type ConversationId, type FileId } from '@parley/contracts';
import { Outbox, Transactions, type Tx } from '@parley/persistence';
import { FileConfig } from '../file.config.js';
import { toStoredFile } from '../file/file.codec.js';
import { PlaceResolver } from './place.resolver.js';
import { UploadRepository } from './upload.repository.js';

/** Makes uploads usable, all or none. */
@Injectable()
export class FinishUploads {
  constructor(
    private readonly transactions: Transactions,
    private readonly uploads: UploadRepository,
    private readonly places: PlaceResolver,
    private readonly outbox: Outbox,
    private readonly config: FileConfig,
  ) {}

  /** @throws {AppError} FILE_NOT_FOUND, UPLOAD_INCOMPLETE, ATTACHMENT_INVALID; what PlaceResolver throws */
  async execute({ origin, fileIds, conversation }: file.FinishUploadsInput): Promise<readonly file.StoredFile[]> {
    const conversationId = await this.places.resolve(origin, conversation ?? null);
    return this.transactions.run(async (tx) => {
      const before = await this.requireStored(tx, origin.userId, fileIds, conversationId);
      const rows = await this.uploads.finish(tx, fileIds, conversationId);
      const files = new Map(rows.map((row) => [row.id, toStoredFile(row, this.config.PUBLIC_URL)]));
      const ordered = fileIds.flatMap((id) => files.get(id) ?? []);
      for (const one of ordered) if (before.get(one.id) === 'stored') await this.outbox.add(tx, file.fileUploaded, { file: one }, origin);
      return ordered;
    });
  }

  private async requireStored(tx: Tx, ownerId: file.StoredFile['ownerId'], ids: readonly FileId[], place: ConversationId | null) {
    const own = await this.uploads.lockOwn(tx, ownerId, ids);
    if (own.length < ids.length) throw new AppError('FILE_NOT_FOUND');
    if (own.some(({ state }) => state === 'prepared')) throw new AppError('UPLOAD_INCOMPLETE');
    const isElsewhere = own.some(({ conversationId }) => place !== null && conversationId !== null && conversationId !== place);
    if (isElsewhere) throw new AppError('ATTACHMENT_INVALID');
    return new Map(own.map(({ id, state }) => [id, state]));
  }
}
