import { Module } from '@nestjs/common';
import { FileStoreModule } from '../file/file-store.module.js';
import { StorageModule } from '../storage/storage.module.js';
import { UploadModule } from '../upload/upload.module.js';
import { SendBytes } from './send-bytes.query.js';
import { TransferServer } from './transfer-server.js';

/** Bytes in and out, over a private port. */
@Module({ imports: [StorageModule, FileStoreModule, UploadModule], providers: [SendBytes, TransferServer] })
export class TransferModule {}
