import { Module } from '@nestjs/common';
import { join } from 'node:path';
import { FileConfig } from '../file.config.js';
import { CheckStorage } from './check-storage.query.js';
import { DoomedRepository } from './doomed.repository.js';
import { FolderStore } from './folder.adapter.js';
import { RemoveDoomed } from './remove-doomed.use-case.js';
import { S3Store } from './s3.adapter.js';
import { StorageWatch } from './storage-watch.js';
import { StorageRpc } from './storage.rpc.js';
import { ObjectStore } from './store.port.js';

const storeOf = ({ S3_URL, S3_PUBLIC_URL, PARLEY_DATA }: FileConfig): ObjectStore =>
  S3_URL === undefined ? new FolderStore(join(PARLEY_DATA, 'files', 'objects')) : new S3Store(S3_URL, S3_PUBLIC_URL ?? null);

/** One store for the whole service: S3 when its address is given, else a folder. */
@Module({
  controllers: [StorageRpc],
  providers: [{ provide: ObjectStore, inject: [FileConfig], useFactory: storeOf }, CheckStorage, DoomedRepository, RemoveDoomed, StorageWatch],
  exports: [ObjectStore, DoomedRepository, RemoveDoomed, StorageWatch],
})
export class StorageModule {}
