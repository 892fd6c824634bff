import { Global, Module } from '@nestjs/common';
import { CdnController } from './cdn.controller.js';
import { FileAnswer } from './file-answer.js';
import { FileTransfers } from './file-transfers.js';
import { FormUploads } from './form-uploads.js';

/** Bytes between clients and the file service, for every dialect. */
@Global()
@Module({ controllers: [CdnController], providers: [FileTransfers, FileAnswer, FormUploads], exports: [FileTransfers, FileAnswer, FormUploads] })
export class TransfersModule {}
