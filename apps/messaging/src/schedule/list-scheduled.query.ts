import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { ScheduleRepository } from './schedule.repository.js';

const mostListed = 1_000;

/** The viewer's own. */
@Injectable()
export class ListScheduled {
  constructor(
    private readonly database: Database,
    private readonly schedule: ScheduleRepository,
  ) {}

  execute({ viewerId }: messaging.ListScheduledInput): Promise<readonly messaging.ScheduledMessage[]> {
    return this.schedule.of(this.database, viewerId, mostListed);
  }
}
