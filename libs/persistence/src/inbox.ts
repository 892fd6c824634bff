import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@parley/contracts';
import { Transactions, type Tx } from './transactions.js';

const noteEvent = {
  name: 'inbox_once',
  text: 'INSERT INTO inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1',
};

/** Makes a consumer idempotent: its effect and the note that it happened commit together. */
@Injectable()
export class Inbox {
  constructor(private readonly transactions: Transactions) {}

  /** Runs `work` unless this consumer has already handled the event. */
  async once(consumer: string, event: EventEnvelope<unknown>, work: (tx: Tx) => Promise<void>): Promise<void> {
    await this.transactions.run(async (tx) => {
      const fresh = await tx.query(noteEvent, [consumer, event.id]);
      if (fresh.length > 0) await work(tx);
    });
  }
}
