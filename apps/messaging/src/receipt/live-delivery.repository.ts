import { Injectable } from '@nestjs/common';
import { messaging, type ConversationId, type UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { isToldSingly } from '../message/message.entity.js';
import type { Marked } from './receipt.repository.js';

/** A message of a direct conversation that has just been delivered. */
export interface Delivered extends Marked {
  readonly conversationId: ConversationId;
  readonly userId: UserId;
}

/**
 * The members are locked in the order of their keys, so that two gateways never wait for each other; under the locks each
 * cursor is looked at again, so that it never moves back. In a block none moves (C31). What was read already is not told of again.
 */
const moveCursors = `WITH before AS MATERIALIZED (
    SELECT m.conversation_id, m.user_id, greatest(m.last_delivered_seq, coalesce(m.told_read_seq, m.last_read_seq)) AS after,
      least(given.seq, c.last_seq) AS up_to, c.kind
      FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS given (conversation_id, user_id, seq)
      JOIN conversation c ON c.id = given.conversation_id
      JOIN member m ON m.conversation_id = given.conversation_id AND m.user_id = given.user_id
     WHERE m.left_at IS NULL AND m.last_delivered_seq < least(given.seq, c.last_seq) AND c.member_count <= ${messaging.maxTickedMembers}
       AND NOT EXISTS (SELECT 1 FROM block_mirror b WHERE b.pair_key = c.direct_key AND b.is_standing)
     ORDER BY m.conversation_id, m.user_id FOR NO KEY UPDATE OF m
  ), moved AS (
    UPDATE member m SET last_delivered_seq = before.up_to FROM before
     WHERE m.conversation_id = before.conversation_id AND m.user_id = before.user_id
  ) SELECT p.conversation_id AS "conversationId", p.user_id AS "userId", d.id, d.sender_id AS "senderId"
      FROM before p CROSS JOIN LATERAL (
        SELECT id, sender_id, seq FROM message m
         WHERE conversation_id = p.conversation_id AND seq > p.after AND seq <= p.up_to
           AND sender_id <> p.user_id AND deleted_at IS NULL AND NOT ${isToldSingly}
         ORDER BY seq DESC LIMIT ${messaging.maxReadIds}
      ) d WHERE p.kind = 'direct' ORDER BY p.conversation_id, p.user_id, d.seq`;

/** Delivery cursors of many members at once. */
@Injectable()
export class LiveDeliveryRepository {
  /** Moves the cursors on and answers what of direct conversations is delivered by it, oldest first in each. */
  move(tx: Tx, deliveries: readonly messaging.LiveDelivery[]): Promise<readonly Delivered[]> {
    const rows = deliveries.flatMap(({ conversationId, seq, userIds }) => userIds.map((userId) => ({ conversationId, seq, userId })));
    return tx.query<Delivered>(moveCursors, [
      rows.map(({ conversationId }) => conversationId),
      rows.map(({ userId }) => userId),
      rows.map(({ seq }) => seq),
    ]);
  }
}
