import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A notification knows under what its user's level is kept, so that a place that is muted later is in no digest either. */
export class TargetNotification1764200000000 implements MigrationInterface {
  readonly name = 'TargetNotification1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    // As in `level`; null where there is no conversation, and for what was told before: nothing was stored of a muted place then.
    await runner.query('ALTER TABLE notification ADD COLUMN target_id uuid');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
