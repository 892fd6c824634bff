import { Injectable } from '@nestjs/common';
import { AppError, newId, type file } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { randomBytes } from 'node:crypto';
import { requireAllowedName } from '../inspection/content-type.policy.js';
import { cleanName } from '../inspection/file-name.policy.js';
import { StorageWatch } from '../storage/storage-watch.js';
import { TransferAddress } from '../transfer/transfer-address.js';
import { PlaceResolver } from './place.resolver.js';
import { maxBytesOf } from './upload.policy.js';
import { UploadRepository } from './upload.repository.js';
import { hashOfToken, newUploadToken } from './upload-token.codec.js';

/** Gives out a ticket for one stream of bytes. */
@Injectable()
export class PrepareUpload {
  constructor(
    private readonly database: Database,
    private readonly uploads: UploadRepository,
    private readonly places: PlaceResolver,
    private readonly address: TransferAddress,
    private readonly watch: StorageWatch,
  ) {}

  /** @throws {AppError} FILE_TOO_LARGE, FILE_TYPE_NOT_ALLOWED, FILE_UPLOAD_FAILED when the store is away; what PlaceResolver throws */
  async execute({ origin, purpose, conversation, name: given, mime, sizeBytes }: file.PrepareUploadInput): Promise<file.UploadTicket> {
    const maxBytes = maxBytesOf(purpose, origin.dialect, sizeBytes ?? null);
    const name = cleanName(given);
    requireAllowedName(name);
    if (!this.watch.isUp) throw new AppError('FILE_UPLOAD_FAILED');
    const conversationId = await this.places.resolve(origin, conversation ?? null);
    const id = newId<'file'>();
    const token = newUploadToken();
    const upload = { id, ownerId: origin.userId, conversationId, purpose, name, claimedMime: mime ?? null, maxBytes };
    const expiresAt = await this.uploads.add(this.database, { ...upload, tokenHash: hashOfToken(token), urlSecret: randomBytes(32) });
    return { fileId: id, token, transferUrl: this.address.urlOfUpload(id), maxBytes, expiresAt: expiresAt.toISOString() };
  }
}
