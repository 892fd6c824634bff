import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '@parley/persistence';
import { LinkRepository } from './link.repository.js';

const everyMs = 10 * 60_000;
/** Small enough to finish at once; a backlog is taken in several. */
const batchSize = 1_000;

/** Keeps the cache to what may still be used. Messages have copies of their own. */
@Injectable()
export class ForgetPreviews {
  constructor(
    private readonly database: Database,
    private readonly links: LinkRepository,
  ) {}

  @Interval(everyMs)
  async execute(): Promise<void> {
    while ((await this.links.forget(this.database, batchSize)) === batchSize);
  }
}
