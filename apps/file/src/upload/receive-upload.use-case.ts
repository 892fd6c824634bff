import { Injectable } from '@nestjs/common';
import { AppError, type file, type FileId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import type { Readable } from 'node:stream';
import { Inspector } from '../inspection/inspector.js';
import { KeepUpload } from './keep-upload.use-case.js';
import { Spool } from './spool.js';
import { UploadRepository } from './upload.repository.js';
import { hashOfToken } from './upload-token.codec.js';

/** Takes one stream of bytes against a ticket: to disk, looked at, kept. */
@Injectable()
export class ReceiveUpload {
  constructor(
    private readonly database: Database,
    private readonly uploads: UploadRepository,
    private readonly spool: Spool,
    private readonly inspector: Inspector,
    private readonly keep: KeepUpload,
  ) {}

  /**
   * The ticket is used up whatever comes of it.
   * @throws {AppError} UPLOAD_TOKEN_INVALID, FILE_TOO_LARGE, UPLOAD_INCOMPLETE, FILE_TYPE_NOT_ALLOWED, FILE_INFECTED, FILE_UPLOAD_FAILED
   */
  async execute(id: FileId, token: string, stream: Readable): Promise<file.StoredFile> {
    const upload = await this.uploads.claim(this.database, id, hashOfToken(token));
    if (upload === null) throw new AppError('UPLOAD_TOKEN_INVALID');
    return this.spool.use(async (folder) => {
      const spooled = await folder.take(stream, upload.maxBytes);
      if (spooled.sizeBytes === 0) throw new AppError('UPLOAD_INCOMPLETE', { file: 'is empty' });
      const inspected = await this.inspector.inspect(upload, spooled, folder);
      return this.keep.execute(id, inspected);
    });
  }
}
