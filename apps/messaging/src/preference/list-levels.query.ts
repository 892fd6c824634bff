import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { NoticeLevelRepository } from './notice-level.repository.js';

@Injectable()
export class ListLevels {
  constructor(
    private readonly database: Database,
    private readonly levels: NoticeLevelRepository,
  ) {}

  execute({ viewerId }: messaging.ListNoticeLevelsInput): Promise<readonly messaging.NoticeLevel[]> {
    return this.levels.list(this.database, viewerId);
  }
}
