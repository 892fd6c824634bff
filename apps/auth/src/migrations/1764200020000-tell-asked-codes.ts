import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tells a code that was asked for, after which the next must wait, from the one that came with the registration (A-CB-09). */
export class TellAskedCodes1764200020000 implements MigrationInterface {
  readonly name = 'TellAskedCodes1764200020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE verification_code ADD COLUMN is_asked boolean NOT NULL DEFAULT true`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
