import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who logs in is shown the avatar without asking user for it. Of accounts from before, it is known once their profile changes. */
export class KeepAvatars1764200030000 implements MigrationInterface {
  readonly name = 'KeepAvatars1764200030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE account ADD COLUMN avatar_url text, ADD COLUMN knows_avatar boolean NOT NULL DEFAULT false`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
