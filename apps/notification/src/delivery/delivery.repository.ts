import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { recipientTurn } from '../recipient/recipient.repository.js';
import type { ChannelName } from './channels.js';
import { leaseSeconds } from './delivery.policy.js';

/** A row this replica has claimed, with the number of this try. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly to: string;
  readonly template: string;
  readonly sealed: string;
  readonly attempts: number;
  readonly createdAt: Date;
}

export interface NewDelivery {
  readonly id: string;
  readonly channel: ChannelName;
  readonly to: string;
  readonly template: string;
  readonly sealed: string;
  readonly expiresAt: Date;
}

type Try = Pick<ClaimedDelivery, 'id' | 'attempts'>;

const claim = {
  name: 'delivery_claim',
  text: `WITH due AS (
           SELECT id FROM delivery
            WHERE state = 'queued' AND channel = $1 AND next_try_at <= now() AND expires_at > now()
            ORDER BY next_try_at LIMIT $2 FOR UPDATE SKIP LOCKED
         )
         UPDATE delivery SET attempts = attempts + 1, next_try_at = now() + make_interval(secs => $3)
           FROM due WHERE delivery.id = due.id
         RETURNING delivery.id, recipient AS "to", template, sealed, attempts, created_at AS "createdAt"`,
};
const dueChannels = {
  name: 'delivery_due_channels',
  text: `SELECT channel FROM unnest($1::text[]) AS channel WHERE EXISTS (
           SELECT 1 FROM delivery WHERE delivery.channel = channel.channel AND state = 'queued' AND next_try_at <= now() AND expires_at > now())`,
};

/** The ledger of everything sent outside. */
@Injectable()
export class DeliveryRepository {
  /** A delivery that is there already stays as it is. */
  async add(db: Queryable, { id, channel, to, template, sealed, expiresAt }: NewDelivery): Promise<void> {
    await db.query(
      `INSERT INTO delivery (id, channel, template, recipient, sealed, expires_at, next_try_at)
       VALUES ($1, $2, $3, $4, $5, $6, now()) ON CONFLICT (id) DO NOTHING`,
      [id, channel, template, to, sealed, expiresAt],
    );
  }

  /** The same of a letter to somebody with an account; none once he is erased, which waits for it and takes it along (C80). */
  async addFor(tx: Tx, userId: UserId, delivery: NewDelivery): Promise<void> {
    await tx.query(recipientTurn, [userId]);
    const isErased = (await tx.query('SELECT 1 FROM recipient WHERE user_id = $1 AND erased_at IS NOT NULL', [userId])).length > 0;
    if (!isErased) await this.add(tx, delivery);
  }

  /** Many, each new, in one statement. */
  async addAll(db: Queryable, deliveries: readonly (NewDelivery & { readonly notificationId: string })[]): Promise<void> {
    if (deliveries.length === 0) return;
    const column = (key: keyof NewDelivery | 'notificationId') => deliveries.map((delivery) => delivery[key]);
    await db.query(
      `INSERT INTO delivery (id, channel, template, recipient, sealed, expires_at, notification_id, next_try_at)
       SELECT *, now() FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::uuid[])`,
      (['id', 'channel', 'template', 'to', 'sealed', 'expiresAt', 'notificationId'] as const).map(column),
    );
  }

  /** Drops what still waits of these notifications. */
  async withdraw(db: Queryable, notificationIds: readonly string[]): Promise<void> {
    await db.query(
      `UPDATE delivery SET state = 'expired', sealed = NULL, next_try_at = NULL WHERE state = 'queued' AND notification_id = ANY ($1::uuid[])`,
      [notificationIds],
    );
  }

  /** Takes up to `limit` rows that are due, for the length of the lease; a replica that dies with them only delays them. */
  claim(db: Queryable, channel: ChannelName, limit: number): Promise<readonly ClaimedDelivery[]> {
    return db.query<ClaimedDelivery>(claim, [channel, limit, leaseSeconds]);
  }

  /** Those channels on which something is due. */
  async dueChannels(db: Queryable, channels: readonly ChannelName[]): Promise<readonly ChannelName[]> {
    const rows = await db.query<{ readonly channel: ChannelName }>(dueChannels, [channels]);
    return rows.map(({ channel }) => channel);
  }

  /** Whatever else is written there by now: it was sent. */
  async markSent(db: Queryable, id: string, answer: string, providerId: string | null): Promise<void> {
    await db.query(
      `UPDATE delivery SET state = 'sent', sealed = NULL, next_try_at = NULL, sent_at = now(), provider_answer = $2, provider_id = $3
        WHERE id = $1 AND state <> 'sent'`,
      [id, answer, providerId],
    );
  }

  /** Never to be tried again. Like `postpone` it has no say once the lease ran out and another try began. */
  async markFailed(db: Queryable, { id, attempts }: Try, answer: string): Promise<void> {
    await db.query(
      `UPDATE delivery SET state = 'failed', sealed = NULL, next_try_at = NULL, provider_answer = $3
        WHERE id = $1 AND state = 'queued' AND attempts = $2`,
      [id, attempts, answer],
    );
  }

  async postpone(db: Queryable, { id, attempts }: Try, waitMs: number, answer: string): Promise<void> {
    await db.query(
      `UPDATE delivery SET next_try_at = now() + make_interval(secs => $3 / 1000.0), provider_answer = $4
        WHERE id = $1 AND state = 'queued' AND attempts = $2`,
      [id, attempts, waitMs, answer],
    );
  }

  /** Drops what means nothing any more; answers how many. */
  async expire(db: Queryable): Promise<number> {
    const dead = await db.query(
      `UPDATE delivery SET state = 'expired', sealed = NULL, next_try_at = NULL WHERE state = 'queued' AND expires_at <= now() RETURNING id`,
    );
    return dead.length;
  }

  /** Addresses of people are not kept longer than somebody may ask what became of their mail. */
  async forget(db: Queryable, days: number): Promise<void> {
    await db.query(`DELETE FROM delivery WHERE state <> 'queued' AND created_at < now() - make_interval(days => $1)`, [days]);
  }
}
