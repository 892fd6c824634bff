import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '@parley/persistence';
import { DoomedRepository } from './doomed.repository.js';
import { ObjectStore } from './store.port.js';

const batch = 100;

/** Removes from the store what has been deleted. What fails is tried again, for as long as it takes. */
@Injectable()
export class RemoveDoomed {
  private readonly logger = new Logger(RemoveDoomed.name);

  constructor(
    private readonly database: Database,
    private readonly store: ObjectStore,
    private readonly doomed: DoomedRepository,
  ) {}

  /** Called after a deletion, and now and then for what was missed. */
  @Interval(15_000)
  async execute(): Promise<void> {
    try {
      for (;;) {
        const keys = await this.doomed.claim(this.database, batch);
        if (keys.length === 0) return;
        await this.store.remove(keys);
        await this.doomed.forget(this.database, keys);
      }
    } catch (error) {
      this.logger.warn(`deleted files wait for the store: ${(error as Error).message}`);
    }
  }
}
