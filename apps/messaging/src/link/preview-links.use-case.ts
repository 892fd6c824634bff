import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '@parley/persistence';
import { LinkRepository } from './link.repository.js';
import { PageClient } from './page.client.js';
import { previewOf } from './preview.policy.js';
import { ShowPreview } from './show-preview.use-case.js';

const everyMs = 500;
/** Fetched at the same time, each within three seconds. */
const batchSize = 20;

/**
 * Fetches the previews that messages wait for, after those were sent (A-CB-34). What waits is a row written with its message,
 * so none is forgotten; it ends with the change that shows the preview, so none is shown twice.
 */
@Injectable()
export class PreviewLinks {
  private readonly logger = new Logger(PreviewLinks.name);
  private isRunning = false;

  constructor(
    private readonly database: Database,
    private readonly links: LinkRepository,
    private readonly pages: PageClient,
    private readonly showPreview: ShowPreview,
  ) {}

  @Interval(everyMs)
  async execute(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      while ((await this.takeBatch()) === batchSize);
    } catch (error) {
      this.logger.warn(`link previews: ${(error as Error).message}; trying again`);
    } finally {
      this.isRunning = false;
    }
  }

  private async takeBatch(): Promise<number> {
    const tasks = await this.links.claim(this.database, batchSize);
    if (tasks.length === 0) return 0;
    const urls = [...new Set(tasks.map(({ url }) => url))];
    const known = await this.links.cached(this.database, urls);
    await Promise.all(
      urls.map(async (url) => {
        const preview = known.has(url) ? (known.get(url) ?? null) : await this.fetch(url);
        for (const task of tasks.filter((one) => one.url === url)) await this.showPreview.execute(task, preview);
      }),
    );
    return tasks.length;
  }

  private async fetch(url: string) {
    const page = await this.pages.fetch(url);
    const preview = page === null ? null : await previewOf(url, page);
    await this.links.keep(this.database, url, preview);
    return preview;
  }
}
