import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '@parley/persistence';
import { Channels, type ChannelName } from './channels.js';
import { pace } from './delivery.policy.js';
import { DeliveryRepository } from './delivery.repository.js';
import { Lane } from './lane.js';
import { LetterWriter } from './letter-writer.js';

const graceMs = 5_000;

/** Sends what is due on every channel. Any number of replicas may do it: each claims rows of its own. */
@Injectable()
export class DispatchDeliveries implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DispatchDeliveries.name);
  private readonly lanes: ReadonlyMap<ChannelName, Lane>;

  constructor(
    { byName }: Channels,
    writer: LetterWriter,
    private readonly ledger: DeliveryRepository,
    private readonly database: Database,
  ) {
    const office = { ledger, writer, database, pace };
    this.lanes = new Map(Object.values(byName).map((channel) => [channel.name, new Lane(channel, office)]));
  }

  /** Something was just queued: its first try need not wait for the schedule. */
  wake(channel: ChannelName): void {
    void this.lanes.get(channel)?.look();
  }

  /** @throws {Error} while the channel's provider takes nothing, with what it said last */
  requireProvider(channel: ChannelName): void {
    this.lanes.get(channel)?.requireProvider();
  }

  @Interval(1_000)
  async execute(): Promise<void> {
    try {
      for (const channel of await this.ledger.dueChannels(this.database, [...this.lanes.keys()])) this.wake(channel);
    } catch (error) {
      this.logger.warn(`cannot ask what is due: ${(error as Error).message}`);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => lane.close(graceMs)));
  }
}
