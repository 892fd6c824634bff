import { Injectable } from '@nestjs/common';
import type { file } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { FileRepository } from './file.repository.js';

/** Takes back what was reserved for a message that does not come. */
@Injectable()
export class ReleaseFiles {
  constructor(
    private readonly database: Database,
    private readonly files: FileRepository,
  ) {}

  async execute({ fileIds }: file.ReleaseFilesInput): Promise<null> {
    await this.files.release(this.database, fileIds);
    return null;
  }
}
