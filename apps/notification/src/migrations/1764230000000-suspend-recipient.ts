import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether auth lets somebody in, and since when that is known: the suspended are mailed no digest. */
export class SuspendRecipient1764230000000 implements MigrationInterface {
  readonly name = 'SuspendRecipient1764230000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE recipient ADD COLUMN is_suspended boolean NOT NULL DEFAULT false, ADD COLUMN standing_at timestamptz');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
