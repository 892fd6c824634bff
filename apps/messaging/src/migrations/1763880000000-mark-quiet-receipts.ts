import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A message that somebody reads singly in a block stays his secret when the block is lifted, until he reads it again. How old a
 * receipt is could not tell: his cursor moves on, and with it the time up to which the others know.
 */
export class MarkQuietReceipts1763880000000 implements MigrationInterface {
  readonly name = 'MarkQuietReceipts1763880000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE receipt ADD COLUMN is_quiet boolean NOT NULL DEFAULT false`);
    await runner.query(`
      UPDATE receipt SET is_quiet = true FROM member p
       WHERE p.conversation_id = receipt.conversation_id AND p.user_id = receipt.user_id AND p.told_read_seq IS NOT NULL
         AND (date_trunc('milliseconds', receipt.read_at) <= p.last_read_at) IS NOT TRUE`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
