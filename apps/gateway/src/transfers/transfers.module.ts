import { Global, Module } from '@nestjs/common';
import { AvatarUploads } from './avatar-uploads.js';
import { CdnController } from './cdn.controller.js';
import { FileAnswer } from './file-answer.js';
import { FileTransfers } from './file-transfers.js';
import { FormUploads } from './form-uploads.js';
import { TicketUploads } from './ticket-uploads.js';
import { UploadBody } from './upload-body.js';

const uploads = [FormUploads, TicketUploads, AvatarUploads];

/** Bytes between clients and the file service, for every dialect. */
@Global()
@Module({
  controllers: [CdnController],
  providers: [FileTransfers, FileAnswer, UploadBody, ...uploads],
  exports: [FileTransfers, FileAnswer, ...uploads],
})
export class TransfersModule {}
