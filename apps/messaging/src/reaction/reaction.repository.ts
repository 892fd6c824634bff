import { Injectable } from '@nestjs/common';
import type { MessageId, UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';

/** The set (message, user, emoji). Writers hold the conversation's lock. */
@Injectable()
export class ReactionRepository {
  /** False when it was there. */
  async add(tx: Tx, messageId: MessageId, userId: UserId, emoji: string): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO reaction (message_id, user_id, emoji, created_at) VALUES ($1, $2, $3, date_trunc('milliseconds', clock_timestamp()))
       ON CONFLICT DO NOTHING RETURNING 1`,
      [messageId, userId, emoji],
    );
    return rows.length > 0;
  }

  /** Removes a user's reactions but `kept`. */
  async removeOthers(tx: Tx, messageId: MessageId, userId: UserId, kept: string): Promise<void> {
    await tx.query('DELETE FROM reaction WHERE message_id = $1 AND user_id = $2 AND emoji <> $3', [messageId, userId, kept]);
  }

  /** Removes one of a user's reactions, or with null all; answers how many there were. */
  async remove(tx: Tx, messageId: MessageId, userId: UserId, emoji: string | null): Promise<number> {
    const rows = await tx.query('DELETE FROM reaction WHERE message_id = $1 AND user_id = $2 AND ($3::text IS NULL OR emoji = $3) RETURNING 1', [
      messageId,
      userId,
      emoji,
    ]);
    return rows.length;
  }
}
