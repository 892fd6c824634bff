import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A log-in that waited for the account's row sees that row anew, but no row of another table: so the account says itself that it is guarded. */
export class NoteSecondFactor1764300000000 implements MigrationInterface {
  readonly name = 'NoteSecondFactor1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE account ADD COLUMN has_second_factor boolean NOT NULL DEFAULT false`);
    await runner.query(`UPDATE account SET has_second_factor = true WHERE user_id IN (SELECT user_id FROM second_factor WHERE is_active)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
