import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who are gone: what they wrote is shown, but nobody opens a conversation with them. */
export class MarkDeletedUsers1763700000000 implements MigrationInterface {
  readonly name = 'MarkDeletedUsers1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE user_mirror ADD COLUMN deleted_at timestamptz`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
