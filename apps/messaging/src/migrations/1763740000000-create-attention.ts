import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What calling people's attention needs: addresses to mention them by, and how far each wants to be told of a conversation. */
export class CreateAttention1763740000000 implements MigrationInterface {
  readonly name = 'CreateAttention1763740000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE user_mirror ADD COLUMN email text`);
    // As ConnectBest sets them (C57), null while nothing was set; is_muted is what follows from them.
    await runner.query(`
      ALTER TABLE preference
        ADD COLUMN is_enabled boolean,
        ADD COLUMN mentions text CHECK (mentions IN ('all', 'mentions', 'nothing')),
        ADD CONSTRAINT preference_level CHECK ((is_enabled IS NULL) = (mentions IS NULL))`);
    await runner.query(`UPDATE preference SET is_enabled = false, mentions = 'all' WHERE is_muted`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
