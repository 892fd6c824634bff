import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What must outlive Redis of somebody's presence. */
export class CreatePresence1763700030000 implements MigrationInterface {
  readonly name = 'CreatePresence1763700030000';

  async up(runner: QueryRunner): Promise<void> {
    // `explicit` is what the user has chosen; 'online' is no choice, but following one's sockets (C34).
    await runner.query(`
      CREATE TABLE presence (
        user_id uuid PRIMARY KEY,
        explicit text CHECK (explicit IN ('away', 'busy', 'inmeeting', 'offline')),
        last_seen_at timestamptz
      )`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
