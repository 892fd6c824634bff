import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { newId, type notification, type UserId } from '@parley/contracts';
import { Transactions, type Tx } from '@parley/persistence';
import { seal } from '@parley/runtime';
import { DeliveryRepository } from '../delivery/delivery.repository.js';
import { DispatchDeliveries } from '../delivery/dispatch-deliveries.use-case.js';
import { NotificationConfig } from '../notification.config.js';
import { isQuiet } from '../recipient/quiet-hours.policy.js';
import { digestTokenOf } from './digest-token.codec.js';
import { digestOf } from './digest.policy.js';
import { DigestRepository, type DigestReader } from './digest.repository.js';

const everyMs = 10 * 60_000;
const batchSize = 50;
/** After a day the news is in the next digest, or nobody wants it. */
const lifetimeMs = 24 * 3_600_000;

/** Mails people what they have missed: once for each, to addresses that were verified. Off without `DIGEST_AFTER_HOURS`. */
@Injectable()
export class SendDigests {
  private readonly logger = new Logger(SendDigests.name);

  constructor(
    private readonly config: NotificationConfig,
    private readonly transactions: Transactions,
    private readonly digests: DigestRepository,
    private readonly ledger: DeliveryRepository,
    private readonly dispatch: DispatchDeliveries,
  ) {}

  /** What fails is done at the next turn. */
  @Interval(everyMs)
  async execute(): Promise<void> {
    const hours = this.config.DIGEST_AFTER_HOURS;
    if (hours === undefined) return;
    try {
      let last: UserId | null | undefined = null;
      do last = await this.sendBatch(hours, last);
      while (last !== undefined);
    } catch (error) {
      this.logger.warn(`digests: ${(error as Error).message}; trying again`);
    }
    this.dispatch.wake('email');
  }

  /** Answers with whom it ended; undefined when there was nobody. Who is not to be disturbed waits, and holds up nobody. */
  private sendBatch(hours: number, after: UserId | null): Promise<UserId | undefined> {
    return this.transactions.run(async (tx) => {
      const now = new Date();
      const readers = await this.digests.claim(tx, hours, after, batchSize);
      for (const reader of readers) if (!isQuiet(reader, reader.timezone, now)) await this.send(tx, reader, now);
      return readers.at(-1)?.userId;
    });
  }

  private async send(tx: Tx, { userId, email: to }: DigestReader, now: Date): Promise<void> {
    const groups = await this.digests.missed(tx, userId);
    // Read a moment ago.
    if (groups.length === 0) return;
    const stopLink = `${this.config.PUBLIC_URL.replace(/\/$/, '')}/unsubscribe?token=${digestTokenOf(this.config.SERVER_KEY, userId)}`;
    const content: notification.MailContent['missed'] = { ...digestOf(groups), stopLink };
    const sealed = seal(this.config.SERVER_KEY, JSON.stringify(content));
    const expiresAt = new Date(now.getTime() + lifetimeMs);
    await this.ledger.add(tx, { id: newId(), channel: 'email', to, template: 'missed', sealed, expiresAt });
    await this.digests.markTold(tx, userId);
  }
}
