import { Injectable } from '@nestjs/common';
import { AppError, type file, type FileId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { stat } from 'node:fs/promises';
import { FileConfig } from '../file.config.js';
import { toStoredFile } from '../file/file.codec.js';
import { keyOf, thumbnailMime } from '../file/file.entity.js';
import type { InspectedFile } from '../inspection/inspector.js';
import { DoomedRepository } from '../storage/doomed.repository.js';
import { ObjectStore } from '../storage/store.port.js';
import { UploadRepository } from './upload.repository.js';

/** Puts bytes into the store, then their row into the table: no row says more than the store holds. */
@Injectable()
export class KeepUpload {
  constructor(
    private readonly database: Database,
    private readonly uploads: UploadRepository,
    private readonly store: ObjectStore,
    private readonly doomed: DoomedRepository,
    private readonly config: FileConfig,
  ) {}

  /** @throws {AppError} SERVICE_UNAVAILABLE when store or table is away, UPLOAD_TOKEN_INVALID when the upload was discarded meanwhile */
  async execute(id: FileId, { path, thumbnailPath, picture, ...found }: InspectedFile): Promise<file.StoredFile> {
    try {
      if (thumbnailPath !== null) await this.putThumbnail(id, thumbnailPath);
      await this.store.put(keyOf(id, 'original'), { path, sizeBytes: found.sizeBytes, mime: found.mime });
      const facts = { ...found, hasThumbnail: thumbnailPath !== null, width: picture?.width ?? null, height: picture?.height ?? null };
      const row = await this.uploads.markStored(this.database, id, facts);
      if (row === null) throw new AppError('UPLOAD_TOKEN_INVALID');
      return toStoredFile(row, this.config.PUBLIC_URL);
    } catch (error) {
      // Best effort: the reconciler finds what stays.
      await this.doomed.add(this.database, [keyOf(id, 'original'), keyOf(id, 'thumbnail')]).catch(() => null);
      throw error;
    }
  }

  private async putThumbnail(id: FileId, path: string): Promise<void> {
    const { size: sizeBytes } = await stat(path);
    await this.store.put(keyOf(id, 'thumbnail'), { path, sizeBytes, mime: thumbnailMime });
  }
}
