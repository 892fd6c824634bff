import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '@parley/persistence';
import { NotificationRepository } from './notification.repository.js';

const hourMs = 3_600_000;
/** Read or not: what nobody has looked at for so long is news to nobody. */
const keptDays = 90;
/** Longer than events stay in their streams: then nothing late can come. */
const fateDays = 7;
/** So that no sweep holds many rows at a time. */
const rowsPerSweep = 5_000;

/** Forgets what is old. What fails is done at the next turn. */
@Injectable()
export class TidyBell {
  constructor(
    private readonly database: Database,
    private readonly notifications: NotificationRepository,
  ) {}

  @Interval(hourMs)
  async execute(): Promise<void> {
    while ((await this.notifications.forget(this.database, keptDays, rowsPerSweep)) === rowsPerSweep);
    await this.notifications.forgetFates(this.database, fateDays);
  }
}
