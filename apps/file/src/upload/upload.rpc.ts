import { Controller } from '@nestjs/common';
import { file } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { TransferAddress } from '../transfer/transfer-address.js';
import { DiscardUploads } from './discard-uploads.use-case.js';
import { FinishUploads } from './finish-uploads.use-case.js';
import { ListUnusedUploads } from './list-unused-uploads.query.js';
import { PrepareUpload } from './prepare-upload.use-case.js';

@Controller()
export class UploadRpc {
  constructor(
    private readonly prepareUpload: PrepareUpload,
    private readonly finishUploads: FinishUploads,
    private readonly discardUploads: DiscardUploads,
    private readonly listUnusedUploads: ListUnusedUploads,
    private readonly address: TransferAddress,
  ) {}

  @HandleRpc(file.prepareUpload)
  prepare(input: file.PrepareUploadInput): Promise<file.UploadTicket> {
    return this.prepareUpload.execute(input);
  }

  @HandleRpc(file.locateUpload)
  async locate({ fileId }: file.LocateUploadInput): Promise<{ readonly transferUrl: string }> {
    return { transferUrl: this.address.urlOfUpload(fileId) };
  }

  @HandleRpc(file.finishUploads)
  finish(input: file.FinishUploadsInput): Promise<readonly file.StoredFile[]> {
    return this.finishUploads.execute(input);
  }

  @HandleRpc(file.discardUploads)
  discard(input: file.DiscardUploadsInput): Promise<null> {
    return this.discardUploads.execute(input);
  }

  @HandleRpc(file.listUnusedUploads)
  listUnused(input: file.ListUnusedUploadsInput): Promise<readonly file.StoredFile[]> {
    return this.listUnusedUploads.execute(input);
  }
}
