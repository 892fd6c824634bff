import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of the deleted no tie is left (C80). One made at the moment of the deletion stayed; none is made any more, and nobody was shown
 * those that were.
 */
export class CutTies1763910000000 implements MigrationInterface {
  readonly name = 'CutTies1763910000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, one, other] of [
      ['contact', 'low', 'high'],
      ['block', 'blocker_id', 'blocked_id'],
      ['streak', 'low', 'high'],
    ])
      // One side at a time: for either at once there is no hash join, only a look-up for each row of the table.
      for (const side of [one, other])
        await runner.query(`DELETE FROM ${table} USING profile WHERE profile.deleted_at IS NOT NULL AND profile.user_id = ${table}.${side}`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
