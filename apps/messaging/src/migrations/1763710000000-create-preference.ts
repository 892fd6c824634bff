import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How users keep their conversations for themselves. */
export class CreatePreference1763710000000 implements MigrationInterface {
  readonly name = 'CreatePreference1763710000000';

  async up(runner: QueryRunner): Promise<void> {
    // The target is a room, or the other user of a direct conversation: that one may not have been opened yet.
    await runner.query(`
      CREATE TABLE preference (
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        target_id uuid NOT NULL,
        is_pinned boolean NOT NULL DEFAULT false,
        is_muted boolean NOT NULL DEFAULT false,
        is_favorite boolean NOT NULL DEFAULT false,
        custom_ringtone text,
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, target_id)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
