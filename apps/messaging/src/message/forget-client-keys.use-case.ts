import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '@parley/persistence';
import { MessageRepository } from './message.repository.js';

const everyMs = 10 * 60_000;
/** Small enough to finish at once; a backlog is taken in several. */
const batchSize = 5_000;

/** Keeps the client keys to those a client may still repeat: a day (C55), and an hour for slow clocks. */
@Injectable()
export class ForgetClientKeys {
  constructor(
    private readonly database: Database,
    private readonly messages: MessageRepository,
  ) {}

  @Interval(everyMs)
  async execute(): Promise<void> {
    let forgotten: number;
    do forgotten = await this.messages.forgetClientKeys(this.database, batchSize);
    while (forgotten === batchSize);
  }
}
