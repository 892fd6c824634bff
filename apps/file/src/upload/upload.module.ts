import { Module } from '@nestjs/common';
import { FileStoreModule } from '../file/file-store.module.js';
import { InspectionModule } from '../inspection/inspection.module.js';
import { StorageModule } from '../storage/storage.module.js';
import { DiscardUploads } from './discard-uploads.use-case.js';
import { FinishUploads } from './finish-uploads.use-case.js';
import { KeepUpload } from './keep-upload.use-case.js';
import { ListUnusedUploads } from './list-unused-uploads.query.js';
import { PlaceResolver } from './place.resolver.js';
import { PrepareUpload } from './prepare-upload.use-case.js';
import { ReceiveUpload } from './receive-upload.use-case.js';
import { Spool } from './spool.js';
import { UploadRepository } from './upload.repository.js';
import { UploadRpc } from './upload.rpc.js';

/** From a ticket to a file that can be used. */
@Module({
  imports: [StorageModule, InspectionModule, FileStoreModule],
  controllers: [UploadRpc],
  providers: [UploadRepository, PlaceResolver, Spool, PrepareUpload, KeepUpload, ReceiveUpload, FinishUploads, DiscardUploads, ListUnusedUploads],
  exports: [ReceiveUpload],
})
export class UploadModule {}
