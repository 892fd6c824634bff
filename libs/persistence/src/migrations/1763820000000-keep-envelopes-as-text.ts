import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An envelope is written once and read once, whole: as text it is neither taken apart nor put together on the way. */
export class KeepEnvelopesAsText1763820000000 implements MigrationInterface {
  readonly name = 'KeepEnvelopesAsText1763820000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outbox ALTER COLUMN envelope TYPE json`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
