import { Injectable } from '@nestjs/common';
import { AppError, file, messaging, type FileId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { RpcClient } from '@parley/transport';
import { ObjectStore } from '../storage/store.port.js';
import { isSafeInline } from '../inspection/content-type.policy.js';
import { Addresses } from './addresses.js';
import { keyOf, thumbnailMime, type StoredRow, type Variant } from './file.entity.js';
import { FileRepository } from './file.repository.js';
import { variantOf } from './link.codec.js';

const redirectSeconds = 300;

/** Finds a file for somebody who may read it, and says where its bytes are. */
@Injectable()
export class OpenFile {
  constructor(
    private readonly database: Database,
    private readonly files: FileRepository,
    private readonly store: ObjectStore,
    private readonly rpc: RpcClient,
    private readonly addresses: Addresses,
  ) {}

  /** @throws {AppError} FILE_NOT_FOUND, also for a signature that opens nothing */
  async byLink({ fileId, signature }: file.OpenByLinkInput): Promise<file.OpenedFile> {
    const row = await this.find(fileId);
    const variant = variantOf(row.urlSecret, signature);
    if (variant === null || (variant === 'thumbnail' && !row.hasThumbnail)) throw new AppError('FILE_NOT_FOUND');
    return this.open(row, variant);
  }

  /** @throws {AppError} FILE_NOT_FOUND, NOT_A_MEMBER */
  async forMember({ fileId, viewerId }: file.OpenForMemberInput): Promise<file.OpenedFile> {
    const row = await this.find(fileId);
    const places = await this.files.conversationsOf(this.database, fileId);
    const conversationIds = [...new Set(places.map(({ conversationId }) => conversationId))];
    const own = conversationIds.length === 0 ? [] : await this.rpc.call(messaging.listMemberships, { userId: viewerId, conversationIds });
    const isOwnOnly = places.every(({ isExpected }) => isExpected) && row.ownerId === viewerId;
    if (own.length === 0 && !isOwnOnly) throw new AppError('NOT_A_MEMBER');
    return this.open(row, 'original');
  }

  private async find(id: FileId): Promise<StoredRow> {
    const row = await this.files.find(this.database, id);
    if (row?.state !== 'finished') throw new AppError('FILE_NOT_FOUND');
    return row;
  }

  private async open(row: StoredRow, variant: Variant): Promise<file.OpenedFile> {
    const shown = shownOf(row, variant);
    const isInlineSafe = isSafeInline(shown.mime);
    const presentation = { mime: shown.mime, disposition: file.contentDisposition(isInlineSafe ? 'inline' : 'attachment', shown.name) };
    return {
      ...{ id: row.id, ...shown, isInlineSafe, url: this.addresses.linkOf(row, variant) },
      transferUrl: this.addresses.transferOf(row, variant),
      redirectUrl: await this.store.presign(keyOf(row.id, variant), presentation, redirectSeconds),
    };
  }
}

const shownOf = ({ name, mime, kind, sha256 }: StoredRow, variant: Variant): Pick<file.OpenedFile, 'name' | 'mime' | 'kind' | 'sha256'> =>
  variant === 'original'
    ? { name, mime, kind, sha256 }
    : { name: 'thumbnail.webp', mime: thumbnailMime, kind: 'image', sha256: `${sha256}-thumbnail` };
