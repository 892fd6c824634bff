import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Once per person, and of a message whether it is told as a message or as a mention: one key for what two had held, one entry less per row. */
export class TellByOneKey1764250000000 implements MigrationInterface {
  readonly name = 'TellByOneKey1764250000000';
  /** Each statement by itself: in one, a replica that has read and waits for the new key to write would hold up the end of the old ones for ever. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What was cut off half-way is begun again.
    await runner.query('DROP INDEX IF EXISTS notification_told');
    await runner.query(
      `CREATE UNIQUE INDEX notification_told ON notification (source, user_id, (CASE WHEN kind = 'mention' THEN 'message' ELSE kind END))`,
    );
    await runner.query('DROP INDEX IF EXISTS notification_once, notification_direct_once');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
