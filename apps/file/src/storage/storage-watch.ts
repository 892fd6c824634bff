import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { ObjectStore } from './store.port.js';

/** Knows whether the store was up a moment ago, so that nobody uploads into the void. */
@Injectable()
export class StorageWatch implements OnModuleInit {
  private readonly logger = new Logger(StorageWatch.name);
  private wasUp = true;
  private isAsking = false;

  constructor(private readonly store: ObjectStore) {}

  get isUp(): boolean {
    return this.wasUp;
  }

  onModuleInit(): void {
    void this.look();
  }

  @Interval(2_000)
  async look(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      await this.store.check();
      if (!this.wasUp) this.logger.log('the store is back');
      this.wasUp = true;
    } catch (error) {
      if (this.wasUp)
        this.logger.error(`the store is away, uploads are refused: ${((error as Error).cause as Error | undefined)?.message ?? String(error)}`);
      this.wasUp = false;
    } finally {
      this.isAsking = false;
    }
  }
}
