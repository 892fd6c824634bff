import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@parley/contracts';
import { Transactions, type Tx } from './transactions.js';

const noteOne = {
  name: 'inbox_once',
  text: 'INSERT INTO inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1',
};
const noteEach = {
  name: 'inbox_once_each',
  text: `INSERT INTO inbox (consumer, event_id) SELECT $1, id FROM unnest($2::uuid[]) AS id ORDER BY id
         ON CONFLICT DO NOTHING RETURNING event_id AS id`,
};

/** Makes a consumer idempotent: its effect and the note that it happened commit together. */
@Injectable()
export class Inbox {
  constructor(private readonly transactions: Transactions) {}

  /** Runs `work` unless this consumer has already handled the event. */
  async once(consumer: string, event: EventEnvelope<unknown>, work: (tx: Tx) => Promise<void>): Promise<void> {
    await this.transactions.run(async (tx) => {
      const fresh = await tx.query(noteOne, [consumer, event.id]);
      if (fresh.length > 0) await work(tx);
    });
  }

  /** Runs `work` for those of a list of events that this consumer has not handled yet, in their order: all together or none. */
  async onceEach<E extends EventEnvelope<unknown>>(
    consumer: string,
    events: readonly E[],
    work: (tx: Tx, fresh: readonly E[]) => Promise<void>,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const noted = await tx.query<{ id: string }>(noteEach, [consumer, events.map(({ id }) => id)]);
      const fresh = new Set(noted.map(({ id }) => id));
      // An event that came twice in the list counts once.
      const once = events.filter(({ id }) => fresh.delete(id));
      if (once.length > 0) await work(tx, once);
    });
  }
}
