import { Injectable } from '@nestjs/common';
import type { file } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { FileConfig } from '../file.config.js';
import { toStoredFile } from '../file/file.codec.js';
import { FileRepository } from '../file/file.repository.js';

@Injectable()
export class ListUnusedUploads {
  constructor(
    private readonly database: Database,
    private readonly files: FileRepository,
    private readonly config: FileConfig,
  ) {}

  async execute(input: file.ListUnusedUploadsInput): Promise<readonly file.StoredFile[]> {
    const rows = await this.files.unused(this.database, input);
    return rows.map((row) => toStoredFile(row, this.config.PUBLIC_URL));
  }
}
