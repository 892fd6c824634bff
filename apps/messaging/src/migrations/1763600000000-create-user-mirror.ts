import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What messaging shows of a user, copied from the user service so that no send or list has to ask for it. */
export class CreateUserMirror1763600000000 implements MigrationInterface {
  readonly name = 'CreateUserMirror1763600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE user_mirror (
        id uuid PRIMARY KEY,
        num bigint NOT NULL,
        username citext NOT NULL,
        display_name text NOT NULL,
        avatar_url text,
        updated_at timestamptz NOT NULL
      )`);
    // Clients name users by number (UMOC) and by name. Not unique: copies of two renamed users may arrive in either order.
    await runner.query(`CREATE INDEX user_mirror_num ON user_mirror (num)`);
    await runner.query(`CREATE INDEX user_mirror_username ON user_mirror (username)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
