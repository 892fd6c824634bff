import { Injectable } from '@nestjs/common';
import { AppError, type file, type FileId, type messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { FileConfig } from '../file.config.js';
import { toAttachment } from './file.codec.js';
import type { StoredRow } from './file.entity.js';
import { FileRepository } from './file.repository.js';
import { parseLink, variantOf } from './link.codec.js';

const dayMs = 86_400_000;

/** A file that a message wants, found by what the client said of it. */
interface Wanted {
  readonly id: FileId;
  /** Null: named by id, which only its owner may. */
  readonly signature: string | null;
}

/** Vouches for the files of a message that is about to be stored, and keeps them until news of it arrives. */
@Injectable()
export class ReserveFiles {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: FileRepository,
    private readonly config: FileConfig,
  ) {}

  /** @throws {AppError} ATTACHMENT_INVALID, UPLOAD_INCOMPLETE */
  execute(input: file.ReserveFilesInput): Promise<readonly (messaging.Attachment | null)[]> {
    const wanted = input.wanted.map((one) => this.find(one));
    return this.transactions.run(async (tx) => {
      const rows = await this.files.lockMany(tx, [...new Set(wanted.flatMap((one) => (one === null ? [] : [one.id])))]);
      const byId = new Map(rows.map((row) => [row.id, row]));
      const usable = wanted.map((one) => (one === null ? null : usableOf(one, byId.get(one.id), input)));
      const until = Math.max(Date.now(), Date.parse(input.until ?? '') || 0) + dayMs;
      await this.files.reserve(
        tx,
        usable.flatMap((row) => (row === null ? [] : [row.id])),
        { conversationId: input.conversationId, until: new Date(until), isLater: input.until !== null },
      );
      return usable.map((row) => (row === null ? null : toAttachment(row, this.config.PUBLIC_URL)));
    });
  }

  private find({ fileId, url }: file.WantedFile): Wanted | null {
    if (typeof fileId === 'string') return { id: fileId, signature: null };
    return parseLink(this.config.PUBLIC_URL, url ?? '');
  }
}

/** @throws {AppError} ATTACHMENT_INVALID, UPLOAD_INCOMPLETE for a file named by id that cannot be used */
const usableOf = ({ signature }: Wanted, row: StoredRow | undefined, input: file.ReserveFilesInput): StoredRow | null => {
  const isOwn = row?.ownerId === input.ownerId && row.purpose === 'attachment';
  const isHere = row?.conversationId === null || row?.conversationId === input.conversationId;
  const isUsable = row !== undefined && isOwn && isHere && row.state === 'finished';
  if (signature !== null) return isUsable && variantOf(row.urlSecret, signature) === 'original' ? row : null;
  if (isUsable) return row;
  throw new AppError(isOwn && isHere ? 'UPLOAD_INCOMPLETE' : 'ATTACHMENT_INVALID');
};
