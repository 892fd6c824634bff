import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one of a pair reads while one of the two blocks is not told to the other (C31). */
export class KeepReadingQuiet1763840000000 implements MigrationInterface {
  readonly name = 'KeepReadingQuiet1763840000000';

  async up(runner: QueryRunner): Promise<void> {
    // What others know of last_read_seq, where it has gone on in a block; null: all of it. Without a default, so no row is rewritten.
    await runner.query(`ALTER TABLE member ADD COLUMN told_read_seq bigint`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
