import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The uploaded picture behind an avatar's address, so that the one it replaces can be removed (C37). */
export class AddAvatarFile1763800000000 implements MigrationInterface {
  readonly name = 'AddAvatarFile1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    // Null: no picture, or one that is kept elsewhere.
    await runner.query(`ALTER TABLE profile ADD avatar_file_id uuid`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
