import { Module } from '@nestjs/common';
import { StorageModule } from '../storage/storage.module.js';
import { Addresses } from './addresses.js';
import { DeleteFile } from './delete-file.use-case.js';
import { ExpireFiles } from './expire-files.use-case.js';
import { FileRepository } from './file.repository.js';
import { FileRpc } from './file.rpc.js';
import { LinkRepository } from './link.repository.js';
import { MeasureUsage } from './measure-usage.query.js';
import { OpenFile } from './open-file.query.js';
import { ReconcileStorage } from './reconcile-storage.use-case.js';
import { ReleaseFiles } from './release-files.use-case.js';
import { RemoveFiles } from './remove-files.use-case.js';
import { ReserveFiles } from './reserve-files.use-case.js';
import { UseEvents } from './use.events.js';

/** Files whose bytes are stored: who may read them, who uses them, when they go. */
@Module({
  imports: [StorageModule],
  controllers: [FileRpc, UseEvents],
  providers: [
    FileRepository,
    LinkRepository,
    Addresses,
    DeleteFile,
    ReserveFiles,
    ReleaseFiles,
    OpenFile,
    MeasureUsage,
    RemoveFiles,
    ExpireFiles,
    ReconcileStorage,
  ],
  exports: [FileRepository, RemoveFiles],
})
export class FileStoreModule {}
