import { Injectable } from '@nestjs/common';
import type { file } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { FileConfig } from '../file.config.js';
import { FileRepository } from './file.repository.js';

@Injectable()
export class MeasureUsage {
  constructor(
    private readonly database: Database,
    private readonly files: FileRepository,
    private readonly config: FileConfig,
  ) {}

  async execute({ ownerId }: file.MeasureUsageInput): Promise<{ readonly usedBytes: number; readonly limitBytes: number }> {
    return { usedBytes: await this.files.usedBytes(this.database, ownerId ?? null), limitBytes: this.config.STORAGE_LIMIT_BYTES };
  }
}
