import { Controller } from '@nestjs/common';
import { file, type messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { DeleteFile } from './delete-file.use-case.js';
import { MeasureUsage } from './measure-usage.query.js';
import { OpenFile } from './open-file.query.js';
import { ReleaseFiles } from './release-files.use-case.js';
import { ReserveFiles } from './reserve-files.use-case.js';

@Controller()
export class FileRpc {
  constructor(
    private readonly deleteFile: DeleteFile,
    private readonly reserveFiles: ReserveFiles,
    private readonly releaseFiles: ReleaseFiles,
    private readonly openFile: OpenFile,
    private readonly measureUsage: MeasureUsage,
  ) {}

  @HandleRpc(file.deleteFile)
  delete(input: file.DeleteFileInput): Promise<null> {
    return this.deleteFile.execute(input);
  }

  @HandleRpc(file.reserveFiles)
  reserve(input: file.ReserveFilesInput): Promise<readonly (messaging.Attachment | null)[]> {
    return this.reserveFiles.execute(input);
  }

  @HandleRpc(file.releaseFiles)
  release(input: file.ReleaseFilesInput): Promise<null> {
    return this.releaseFiles.execute(input);
  }

  @HandleRpc(file.openByLink)
  openByLink(input: file.OpenByLinkInput): Promise<file.OpenedFile> {
    return this.openFile.byLink(input);
  }

  @HandleRpc(file.openForMember)
  openForMember(input: file.OpenForMemberInput): Promise<file.OpenedFile> {
    return this.openFile.forMember(input);
  }

  @HandleRpc(file.measureUsage)
  usage(input: file.MeasureUsageInput): Promise<{ readonly usedBytes: number; readonly limitBytes: number }> {
    return this.measureUsage.execute(input);
  }
}
